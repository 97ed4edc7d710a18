import { dialogueData } from '../data/dialogueData.ts';
import type { Benchmark, Comparison, Contender } from '../harness/Contender.ts';
import { rawWriter, type RawRow } from '../raw/writeRows.ts';
import { dataSeed } from '../workbench/fill.ts';
import { DialoguePool, fillPool } from '../workbench/DialoguePool.ts';
import { Workbench } from '../workbench/Workbench.ts';

/** Writes in one sample: few, so that what is measured does not outgrow its size. */
const writesPerSample = 8;

const byHand = 'three rows by hand';

export const write: Benchmark = {
  name: 'write',
  summary: 'One item or one comment written to dialogues of different sizes, against three rows inserted by hand.',
  async *groups({ sizes }) {
    using bench = await Workbench.make();
    await using disposer = new AsyncDisposableStack();
    const text = dialogueData(10, dataSeed).rounds[0]?.tensions?.[0]?.description ?? '';
    const pools: (readonly [number, DialoguePool])[] = [];
    for (const size of sizes) pools.push([size, await poolOf(bench, disposer, size)]);
    for (const what of ['registerItem', 'commentTension'] as const) {
      const raw = disposer.use(rawWriter(bench.newPath()));
      const contenders: Contender[] = pools.map(([size, pool]) => ({
        name: `${what} at ${size}`,
        records: 1,
        maxRuns: writesPerSample,
        run: () => pool[what](text),
        left: () => pool.left(),
      }));
      yield {
        title: `Write once: ${what}`,
        contenders: [handWritten(raw.insert, text), ...contenders],
        comparisons: comparisonsOf(what, sizes),
      };
    }
  },
};

async function poolOf(bench: Workbench, disposer: AsyncDisposableStack, size: number): Promise<DialoguePool> {
  const path = bench.newPath();
  const dialogues = Math.max(1, Math.round(320 / size));
  const filling = await bench.open(path, false);
  const ids = await fillPool(filling.store, size, dialogues);
  await filling[Symbol.asyncDispose]();
  return new DialoguePool(disposer.use(await bench.open(path, true)).store, ids);
}

/** What somebody would write: the item, its event, a line for the audit. */
function handWritten(insert: (dialogue: string, rows: readonly RawRow[]) => number, text: string): Contender {
  let seq = 0;
  let inserted = 0;
  return {
    name: byHand,
    records: 1,
    maxRuns: writesPerSample,
    run: () => {
      const id = String((seq += 1)).padStart(8, '0');
      inserted = insert('bench', [
        { key: `item#${id}`, payload: { id, status: 'open', contributors: ['expert-a'], content: text } },
        { key: `event#${id}`, payload: { id, eventType: 'created', actors: ['expert-a'] } },
        { key: `audit#${id}`, payload: { id, kind: 'register-item', actor: 'bench' } },
      ]);
      return 1;
    },
    left: () => inserted,
  };
}

function comparisonsOf(what: string, sizes: readonly number[]): readonly Comparison[] {
  const [smallest = 0, ...larger] = sizes;
  return [
    ...sizes.map((size) => ({ of: `${what} at ${size}`, to: byHand })),
    ...larger.map((size) => ({ of: `${what} at ${size}`, to: `${what} at ${smallest}`, goal: 'about 1' })),
  ];
}
