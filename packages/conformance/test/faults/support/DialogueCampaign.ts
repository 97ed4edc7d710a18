import {
  createDialogueStore,
  dialogueId,
  isColloquyError,
  type Commit,
  type DialogueId,
  type DialogueStore,
  type Keyring,
  type PartitionStore,
  type WriteOptions,
  type Written,
} from '@colloquy/core';
import { intercept } from '../../../src/dialogue/support/intercept.ts';
import { Dice } from '../../../src/processes/Dice.ts';
import type { DialogueCall } from '../../../src/processes/DialogueCall.ts';
import type { DialogueStep } from '../../../src/processes/DialogueStep.ts';
import { keyringOfSeed } from '../../../src/processes/dialogueProgram.ts';
import { tagsOf } from '../../../src/processes/tagsOf.ts';
import { dialogueScript, prepareDialogue } from '../../processes/support/scripts.ts';
import { cutName, cutsFor, noCut, type Cut } from './cuts.ts';
import type { Line } from './Line.ts';

/** Writers of one dialogue; the dialogues have nothing in common. */
const groups = [3, 2] as const;
const readEvery = 9;
/** As often as core sends a commit. */
const mostSendings = 6;

export interface DialogueCampaignOptions {
  readonly seed: number;
  /** Steps of each writer. */
  readonly steps: number;
  readonly clean: PartitionStore;
  readonly line: () => Promise<Line>;
}

/** What somebody was told about a commit of which nobody knew. */
interface Asked {
  readonly id: DialogueId;
  readonly n: number;
  readonly commitId: string;
  readonly outcome: 'landed' | 'dead' | 'undecided';
}

export interface DialogueCampaign {
  readonly ids: readonly DialogueId[];
  readonly calls: ReadonlyMap<DialogueId, readonly DialogueCall[]>;
  readonly asked: readonly Asked[];
  /** Distinct commits that were sent. */
  readonly commits: number;
  /** What was laid in the way of each commit. */
  readonly scripts: readonly string[];
  readonly lines: readonly Line[];
  /** Past all proxies. */
  readonly clean: DialogueStore;
}

type AnyWrite = (id: DialogueId, input: unknown, options: WriteOptions) => Promise<Written<object>>;

class Play {
  readonly calls = new Map<DialogueId, DialogueCall[]>();
  readonly asked: Asked[] = [];
  readonly scripts: string[] = [];
  readonly clean: DialogueStore;
  readonly keyring: Keyring;
  commits = 0;
  #clock = 0;

  constructor(backend: PartitionStore, keyring: Keyring) {
    this.keyring = keyring;
    this.clean = createDialogueStore({ backend, keyring, actor: 'clean' });
  }

  tick(): number {
    return (this.#clock += 1);
  }

  add(id: DialogueId, call: DialogueCall): void {
    const calls = this.calls.get(id);
    if (calls === undefined) this.calls.set(id, [call]);
    else calls.push(call);
  }
}

class DialogueWriter {
  readonly #play: Play;
  readonly #name: string;
  readonly #id: DialogueId;
  readonly #dice: Dice;
  readonly #store: DialogueStore;
  readonly #cuts = new Map<string, Cut[]>();

  constructor(play: Play, name: string, id: DialogueId, line: Line, dice: Dice) {
    this.#play = play;
    this.#name = name;
    this.#id = id;
    this.#dice = dice;
    const backend = intercept(line.store, {
      commit: (forward, ...args) => line.under(this.#nextCut(args[1]), args[1], () => forward(...args)),
    });
    this.#store = createDialogueStore({ backend, keyring: play.keyring, actor: name });
  }

  async run(steps: readonly DialogueStep[]): Promise<void> {
    for (const step of steps) {
      if (step.do === 'write') await this.#write(step);
      else await this.#load();
    }
  }

  #nextCut({ n, commitId }: Commit): Cut {
    let cuts = this.#cuts.get(commitId);
    if (cuts === undefined) {
      const drawn = cutsFor(this.#dice, mostSendings, { storm: this.#dice.below(8) === 0 });
      this.#play.scripts.push(`${this.#id} ${this.#name} ${n} ${commitId}: ${drawn.map(cutName).join(', ')}`);
      this.#play.commits += 1;
      cuts = [...drawn];
      this.#cuts.set(commitId, cuts);
    }
    return cuts.shift() ?? noCut;
  }

  async #write(step: Extract<DialogueStep, { do: 'write' }>): Promise<void> {
    // Of those whose outcome nobody knows some ask again under the same id until they know, and others leave it at that.
    const isLeft = this.#dice.below(4) === 0;
    for (;;) {
      const error = await this.#attempt(step);
      if (error === undefined || isLeft) return;
    }
  }

  async #attempt({ method, tag, input }: Extract<DialogueStep, { do: 'write' }>): Promise<unknown> {
    const play = this.#play;
    const [id, begin] = [this.#id, play.tick()];
    const client = this.#name;
    try {
      const { n } = await (this.#store[method] as AnyWrite)(id, input, { operationId: tag });
      const answer = { n, sendings: 1 };
      play.add(id, { client, begin, end: play.tick(), call: { method: 'write', tag, answer } });
      return undefined;
    } catch (error) {
      play.add(id, { client, begin, end: play.tick(), call: { method: 'write', tag, error } });
      if (!isColloquyError(error, 'outcome_unknown')) throw error;
      const { n, commitId } = error.context as { readonly n: number; readonly commitId: string };
      const { outcome } = await play.clean.outcome(id, { n, commitId });
      play.asked.push({ id, n, commitId, outcome });
      return error;
    }
  }

  async #load(): Promise<void> {
    const play = this.#play;
    const [id, begin] = [this.#id, play.tick()];
    const { n, logHead, state } = await this.#store.load(id);
    const answer = { n, logHead, tags: tagsOf(state) };
    play.add(id, { client: this.#name, begin, end: play.tick(), call: { method: 'load', answer } });
  }
}

/** Runs a campaign to its end. The lines are the caller's to close. */
export async function runDialogueCampaign(options: DialogueCampaignOptions): Promise<DialogueCampaign> {
  const play = new Play(options.clean, await keyringOfSeed(options.seed));
  const ids = groups.map((_, group) => dialogueId(`hands-${group}`));
  for (const id of ids) await prepareDialogue(play.clean, id);
  const lines: Line[] = [];
  const writers: { readonly writer: DialogueWriter; readonly steps: readonly DialogueStep[] }[] = [];
  for (const [group, count] of groups.entries()) {
    for (let client = 0; client < count; client++) {
      const id = ids[group] ?? dialogueId('nobody');
      const dice = new Dice(Math.imul(options.seed, 37) + 10 * group + client);
      const line = await options.line();
      lines.push(line);
      const writer = new DialogueWriter(play, `w${client}`, id, line, dice);
      writers.push({ writer, steps: dialogueScript(client, options.steps, readEvery) });
    }
  }
  await Promise.all(writers.map(({ writer, steps }) => writer.run(steps)));
  const { calls, asked, commits, scripts, clean } = play;
  return { ids, calls, asked, commits, scripts, clean, lines };
}
