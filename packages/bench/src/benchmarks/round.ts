import { dialogueId, type DialogueId, type DialogueStore } from '@colloquy/core';
import { roundData } from '../data/dialogueData.ts';
import type { Benchmark, Contender } from '../harness/Contender.ts';
import { seededRandom } from '../harness/random.ts';
import { rawWriter, type RawRow, type RawWriter } from '../raw/writeRows.ts';
import { dataSeed } from '../workbench/fill.ts';
import { Workbench } from '../workbench/Workbench.ts';

const experts = 12;

export const round: Benchmark = {
  name: 'round',
  summary: 'A whole round registered in one commit, against one transaction of the same rows by hand.',
  async *groups({ roundRecords }) {
    using bench = await Workbench.make();
    await using disposer = new AsyncDisposableStack();
    // The commit also writes the root, which counts the rounds.
    const batch = roundData(seededRandom(dataSeed), 0, experts, experts, roundRecords - 1);
    const { store } = disposer.use(await bench.open(bench.newPath(), true));
    const raw = disposer.use(rawWriter(bench.newPath()));

    const sample = dialogueId('sample');
    await store.create(sample, { title: 'A sample' });
    await store.registerRound(sample, batch);
    const { entries } = await store.history(sample, 2, 1);
    const written = new Set(entries.flatMap(({ keys }) => keys));
    const { state } = await store.load(sample);
    const rows = [...state.entries()].flatMap(([key, payload]): RawRow[] =>
      written.has(key) ? [{ key, payload }] : [],
    );

    const name = `registerRound ${roundRecords}`;
    const byHand = `${roundRecords} rows by hand`;
    yield {
      title: 'Register a round',
      contenders: [
        handWritten(byHand, raw, rows),
        registering(name, store, roundRecords, (id) => store.registerRound(id, batch)),
      ],
      comparisons: [{ of: name, to: byHand }],
    };
  },
};

/** One transaction: the records and a line for the audit. */
function handWritten(name: string, raw: RawWriter, rows: readonly RawRow[]): Contender {
  let dialogues = 0;
  let inserted = 0;
  return {
    name,
    records: rows.length,
    run: () => {
      const audit = {
        key: 'audit#00000001',
        payload: { kind: 'register-round', actor: 'bench', records: rows.length },
      };
      inserted = raw.insert(`bench-${(dialogues += 1)}`, [...rows, audit]);
      return inserted - 1;
    },
    left: () => inserted,
  };
}

/** Each run needs a dialogue of its own, made outside the time. */
function registering(
  name: string,
  store: DialogueStore,
  records: number,
  register: (id: DialogueId) => Promise<unknown>,
): Contender {
  let dialogues = 0;
  let id = dialogueId('bench-0');
  return {
    name,
    records,
    before: async () => {
      id = dialogueId(`bench-${(dialogues += 1)}`);
      await store.create(id, { title: 'A dialogue of a benchmark' });
    },
    run: async () => {
      await register(id);
      return records;
    },
    left: async () => {
      const { entries } = await store.history(id, 2, 1);
      return (entries[0]?.keys.length ?? 0) + entries.length;
    },
  };
}
