import type { Commit, DialogueId } from '@colloquy/core';
import type { Draft } from '../../data/draft.ts';
import { History, type RecordedClient } from '../../history/History.ts';
import { validateHistory } from '../../history/validateHistory.ts';
import type { Fixture, StoreContext } from '../../kit/AdapterKit.ts';
import { ModelDialogue } from '../../model/ModelDialogue.ts';
import { explore, type Actor } from '../../steps/explore.ts';
import { steppedClient } from './stepped.ts';
import { expectNone, readLog } from './state.ts';
import { Writer } from './Writer.ts';

/** What one client does. It is given the writer for drafts: what it sends is up to it. */
export type Program = (client: RecordedClient, writer: Writer) => Promise<unknown>;

export interface Scenario {
  readonly id: DialogueId;
  /** What is there before; through a client that is not held. */
  readonly prepare?: (writer: Writer, fixture: Fixture) => Promise<void>;
  readonly programs: readonly Program[];
}

/** Schedules per run: all with one preemption should be among them. */
const schedulesPerRun = 3;

/** Schedules of the programs' physical requests with at most two preemptions, the fewest first; each history is judged. */
export async function exploreScenario(t: StoreContext, scenario: Scenario): Promise<void> {
  await explore({ limit: t.runs * schedulesPerRun }, async (play) => {
    await t.using(async (fixture) => {
      const { writer, history, before } = await begin(t, fixture, scenario);
      const actors: Actor[] = [];
      for (const [at, program] of scenario.programs.entries()) {
        const { gate, store } = await steppedClient(t, fixture);
        const client = history.client(`client ${at}`, store);
        actors.push({ gate, run: async () => void (await program(client, writer)) });
      }
      await play(actors);
      await judge(t, fixture, scenario.id, history, before);
    });
  });
}

/** The programs at once on clients of their own, with nothing held, `runs` divided by `share` times; each history is judged. */
export async function raceScenario(t: StoreContext, scenario: Scenario, share = 4): Promise<void> {
  for (let run = 0; run < Math.max(1, Math.ceil(t.runs / share)); run++) {
    await t.using(async (fixture) => {
      const { writer, history, before } = await begin(t, fixture, scenario);
      const clients: RecordedClient[] = [];
      for (const at of scenario.programs.keys()) {
        clients.push(history.client(`client ${at}`, at === 0 ? fixture.store : await fixture.second()));
      }
      const running = clients.map(async (client, at) => scenario.programs[at]?.(client, writer));
      await Promise.all(running);
      await judge(t, fixture, scenario.id, history, before);
    });
  }
}

async function begin(t: StoreContext, fixture: Fixture, scenario: Scenario) {
  const writer = new Writer(t, fixture.store, scenario.id);
  await scenario.prepare?.(writer, fixture);
  // The programs draft upon the prepared state; what they send is in the history, not in the writer's model.
  return { writer, history: new History(), before: [...writer.model.commits] };
}

async function judge(
  t: StoreContext,
  fixture: Fixture,
  id: DialogueId,
  history: History,
  before: readonly Commit[],
): Promise<void> {
  const { records } = await fixture.store.load(id);
  const log = await readLog(fixture.store, id);
  expectNone(t, validateHistory(id, history.operations, { log, records }, before));
}

/** Sends commits one after another, each drafted upon those before it, as long as they are committed. */
export function inSequence(drafts: readonly Draft[]): Program {
  return async (client, writer) => {
    const model = new ModelDialogue(writer.id);
    for (const commit of writer.model.commits) model.commit(commit);
    for (const draft of drafts) {
      const commit = model.draft(draft);
      const answered = await client.commit(writer.id, commit);
      if (answered?.method !== 'commit' || answered.answer.outcome !== 'committed') return;
      model.commit(commit);
    }
  };
}
