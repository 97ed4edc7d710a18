import type { Benchmark, Contender, Group } from '../harness/Contender.ts';
import { benchId, filledFile, fillLog } from '../workbench/fill.ts';
import { Workbench } from '../workbench/Workbench.ts';
import { growth } from './load.ts';

export const verify: Benchmark = {
  name: 'verify',
  summary: 'Full verification: every entry, link, tag and record; by entities and by the length of the log.',
  async *groups({ sizes }) {
    yield* verifications('Verify, by entities', 'entities', sizes, filledFile);
    yield* verifications('Verify, by commits', 'commits', sizes, async (bench, commits) => {
      const path = bench.newPath();
      await using opened = await bench.open(path, false);
      await fillLog(opened.store, benchId, commits);
      return path;
    });
  },
};

async function* verifications(
  title: string,
  unit: 'entities' | 'commits',
  sizes: readonly number[],
  make: (bench: Workbench, size: number) => Promise<string>,
): AsyncGenerator<Group> {
  using bench = await Workbench.make();
  await using disposer = new AsyncDisposableStack();
  const contenders: Contender[] = [];
  for (const size of sizes) {
    const { store } = disposer.use(await bench.open(await make(bench, size), true));
    contenders.push({
      name: `${unit} ${size}`,
      records: size,
      run: async () => {
        const { ok, records, entries } = await store.verify(benchId);
        if (!ok) throw new Error('the data of a benchmark is not sound');
        // Two records are wrapped keys.
        return unit === 'commits' ? entries : records - 2;
      },
    });
  }
  yield { title, contenders, comparisons: growth(sizes, unit) };
}
