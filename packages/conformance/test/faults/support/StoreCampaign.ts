import { dialogueId, isColloquyError, type Commit, type DialogueId, type RecordKey } from '@colloquy/core';
import { commitOf } from '../../../src/data/draft.ts';
import { itemKey, manyKeys } from '../../../src/data/names.ts';
import { intercept } from '../../../src/dialogue/support/intercept.ts';
import { History, type RecordedClient } from '../../../src/history/History.ts';
import type { Operation } from '../../../src/history/Operation.ts';
import type { OpenStore } from '../../../src/kit/AdapterKit.ts';
import { Dice } from '../../../src/processes/Dice.ts';
import { tagKey } from '../../../src/processes/judgeTags.ts';
import { tagOf } from '../../../src/processes/tagsOf.ts';
import { cutName, cutsFor, inTurn, noCut, type Cut, type Phase } from './cuts.ts';
import { Line } from './Line.ts';
import { sendSameBytes, type Resend } from './resend.ts';

/** Writers that race for the numbers of one dialogue; the groups have nothing in common. */
const groups = [3, 3, 2] as const;
/** Cut commits of one writer in a dialogue, before it goes on to the next one: first commits are raced for, too. */
const perDialogue = 25;
const mostSendings = 5;
/** Writers of large commits whom nobody races: one on a line of each kind, where lines alternate. */
const loneWriters = 2;
/** A cut that so many commits of a lone writer have not met is never met. */
const mostTries = 10;
/** A rival gives up after so many numbers that others took. */
const rivalAttempts = 100;

export interface StoreCampaignOptions {
  readonly seed: number;
  /** Commits whose connection is cut, at the least. */
  readonly commits: number;
  /** To the server, past all proxies. */
  readonly clean: OpenStore;
  /** A line for each writer. */
  readonly line: () => Promise<Line>;
  readonly resend?: Resend;
  /**
   * Commits with so many records beside the small ones: every so many writes of a writer one. Who is overtaken may never send what a cut
   * lies in wait for, hence with `alone` each of two more writers, in a dialogue of its own, meets so many cuts, of every kind in turn.
   */
  readonly large?: { readonly every: number; readonly records: number; readonly alone?: number };
  /** True: a write whose outcome nobody knows is made again as a commit of its own. */
  readonly writesAgain?: boolean;
}

/** How one commit fared. */
interface Fate {
  readonly client: string;
  readonly commit: Commit;
  readonly id: DialogueId;
  readonly cuts: readonly Cut[];
  readonly patience: number;
  readonly overtaken: boolean;
  sendings: number;
  end: string;
}

export interface StoreCampaign {
  readonly history: readonly Operation[];
  readonly ids: readonly DialogueId[];
  /** Tags of the writes that were acknowledged, by dialogue. */
  readonly done: ReadonlyMap<DialogueId, readonly string[]>;
  readonly fates: readonly Fate[];
  readonly lines: readonly Line[];
}

/** What the writers of a campaign share. */
class Field {
  readonly history = new History();
  readonly fates: Fate[] = [];
  readonly done = new Map<DialogueId, string[]>();
  readonly reads: Promise<void>[] = [];
  readonly rival: RecordedClient;
  readonly reader: RecordedClient;
  readonly options: StoreCampaignOptions;
  #rivals = 0;
  #reads = 0;

  constructor(options: StoreCampaignOptions) {
    this.options = options;
    this.rival = this.history.client('rival', options.clean);
    this.reader = this.history.client('reader', options.clean);
  }

  /** Somebody else, whose connection is sound, writes the next commit, whichever that is. */
  async overtake(id: DialogueId): Promise<void> {
    const name = `rival ${(this.#rivals += 1)}`;
    const key = itemKey(0);
    for (let variant = 0; variant < rivalAttempts; variant++) {
      const { head, records } = await this.options.clean.get(id, [key]);
      const base = { salt: name, n: head?.n ?? 0, digestOf: () => records[0]?.digest ?? null };
      const answer = await this.rival.commit(id, commitOf(base, { puts: [key], variant }));
      if (answer?.method === 'commit' && answer.answer.outcome === 'committed') return;
    }
    throw new Error(`${name} never was first`);
  }

  /** A read beside the commits; one kind after the other. */
  look(id: DialogueId): void {
    const keys = [itemKey(0), itemKey(1), itemKey(2)];
    const { reader } = this;
    const kinds = [
      () => reader.load(id),
      () => reader.get(id, keys),
      () => reader.head(id),
      () => reader.log(id, 1, 1000),
      () => reader.last(id, 'item#'),
    ];
    const read = kinds[(this.#reads += 1) % kinds.length];
    if (read !== undefined) this.reads.push(read());
  }
}

class CampaignWriter {
  readonly #field: Field;
  readonly #name: string;
  readonly #line: Line;
  readonly #dice: Dice;
  readonly #client: RecordedClient;
  readonly #resend: Resend;
  #fate: Fate | undefined;
  #error: unknown;
  #written = 0;

  constructor(field: Field, at: number, line: Line) {
    this.#field = field;
    this.#name = `w${at}`;
    this.#line = line;
    this.#dice = new Dice(Math.imul(field.options.seed, 31) + at);
    this.#resend = field.options.resend ?? sendSameBytes;
    const sending = intercept(line.store, { commit: async (_, id, commit) => this.#send(id, commit) as never });
    this.#client = field.history.client(this.#name, sending);
  }

  /** Writes until so many of its commits were cut. */
  async run(group: number, share: number): Promise<void> {
    for (let cut = 0; cut < share;) {
      const id = dialogueId(`g${group}-${Math.floor(cut / perDialogue)}`);
      cut += await this.#write(id, share - cut);
    }
  }

  /** Writes large commits until so many of their requests were cut, in every phase in turn, where nobody else does anything. */
  async runAlone(cuts: number): Promise<void> {
    const id = dialogueId(`alone-${this.#name}`);
    for (let met = 0; met < cuts; met++) {
      const phase = inTurn[met % inTurn.length];
      const before = this.#line.strokes;
      for (let tried = 0; tried < mostTries && this.#line.strokes === before; tried++) await this.#write(id, 1, phase);
    }
  }

  /**
   * One write: commits until it is acknowledged or given up, or so many were cut. Answers how many were. With `alone` it is large, and cut
   * there once.
   */
  async #write(id: DialogueId, most: number, alone?: Phase): Promise<number> {
    const tag = tagOf(this.#name, (this.#written += 1));
    const { every = Infinity, records: many = 0 } = this.#field.options.large ?? {};
    const large = alone !== undefined || this.#written % every === 0;
    const keys = [tagKey(tag), ...(large ? manyKeys(many) : [itemKey(0), itemKey(1 + this.#dice.below(2))])];
    let cut = 0;
    for (let variant = 0; cut < most; variant++) {
      const { store } = this.#line;
      const { head, records } = large ? await store.load(id) : await store.get(id, keys);
      const commit = this.#draft(tag, keys, variant, head?.n ?? 0, records);
      const fate = this.#fateOf(id, commit, large, alone);
      this.#fate = fate;
      this.#error = undefined;
      // A read that finishes a large commit would take the requests away on which it is to be cut.
      if (variant % 3 === 0 && alone === undefined) this.#field.look(id);
      const answer = await this.#client.commit(id, commit);
      if (fate.cuts[0]?.phase !== 'none') cut += 1;
      if (answer?.method === 'commit') {
        fate.end = answer.answer.outcome;
        if (answer.answer.outcome !== 'committed') continue;
        const { done } = this.#field;
        done.set(id, [...(done.get(id) ?? []), tag]);
        return cut;
      }
      fate.end = isColloquyError(this.#error) ? this.#error.code : String(this.#error);
      // Told that nothing was written a program writes again; told that nobody knows this one leaves it at that.
      if (isColloquyError(this.#error, 'outcome_unknown') && this.#field.options.writesAgain !== true) return cut;
    }
    return cut;
  }

  #draft(
    tag: string,
    puts: readonly RecordKey[],
    variant: number,
    n: number,
    records: readonly { readonly key: RecordKey; readonly digest: string }[],
  ): Commit {
    const digests = new Map(records.map(({ key, digest }) => [key, digest]));
    return commitOf({ salt: tag, n, digestOf: (key) => digests.get(key) ?? null }, { puts, variant });
  }

  #fateOf(id: DialogueId, commit: Commit, large: boolean, alone: Phase | undefined): Fate {
    const patience = this.#dice.below(6) === 0 ? 1 : mostSendings;
    const fate: Fate = {
      client: this.#name,
      commit,
      id,
      cuts:
        alone === undefined
          ? cutsFor(this.#dice, patience, { large })
          : [{ phase: alone, share: this.#dice.below(1000) }],
      patience,
      overtaken: alone === undefined && this.#dice.below(3) === 0,
      sendings: 0,
      end: 'open',
    };
    this.#field.fates.push(fate);
    return fate;
  }

  async #send(id: DialogueId, commit: Commit): Promise<unknown> {
    const fate = this.#fate;
    if (fate === undefined) throw new Error('nothing is to be sent');
    const store = intercept(this.#line.store, {
      commit: (forward, ...args) => {
        const cut = fate.cuts[fate.sendings] ?? noCut;
        fate.sendings += 1;
        return this.#line.under(cut, args[1], () => forward(...args));
      },
    });
    let isOvertaken = false;
    const meanwhile = async (): Promise<void> => {
      if (!fate.overtaken || isOvertaken) return;
      isOvertaken = true;
      await this.#field.overtake(id);
    };
    try {
      return await this.#resend({ store, id, commit, patience: fate.patience, meanwhile });
    } catch (error) {
      this.#error = error;
      throw error;
    }
  }
}

/** Runs a campaign to its end. The lines are the caller's to close. */
export async function runStoreCampaign(options: StoreCampaignOptions): Promise<StoreCampaign> {
  const field = new Field(options);
  const writers = groups.flatMap((count, group) => Array.from({ length: count }, () => group));
  const share = Math.ceil(options.commits / writers.length);
  const { alone = 0 } = options.large ?? {};
  const count = writers.length + (alone === 0 ? 0 : loneWriters);
  const lines = await Promise.all(Array.from({ length: count }, () => options.line()));
  await Promise.all(
    lines.map(async (line, at) => {
      const writer = new CampaignWriter(field, at, line);
      const group = writers[at];
      await (group === undefined ? writer.runAlone(alone) : writer.run(group, share));
    }),
  );
  await Promise.all(field.reads);
  const ids = [...new Set(field.fates.map(({ id }) => id))];
  return { history: field.history.operations, ids, done: field.done, fates: field.fates, lines };
}

/** What happened to the commits of a dialogue, one line each. */
export function story({ fates }: StoreCampaign, id: DialogueId): string {
  return fates
    .filter((fate) => fate.id === id)
    .map(({ client, commit, cuts, patience, overtaken, sendings, end }) => {
      const script = cuts.map(cutName).join(', ');
      const rival = overtaken ? ', overtaken' : '';
      return `${client} ${commit.n} ${commit.commitId.slice(0, 8)} [${script}]${rival}: sent ${sendings} of ${patience}, ${end}`;
    })
    .join('\n');
}
