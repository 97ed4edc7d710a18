import Database from 'better-sqlite3';
import type { Benchmark } from '../harness/Contender.ts';
import { benchId, filledFile } from '../workbench/fill.ts';
import { Workbench } from '../workbench/Workbench.ts';

export const refresh: Benchmark = {
  name: 'refresh',
  summary: 'An open dialogue brought up to date: unchanged, and after one commit, against loading it again.',
  async *groups({ sizes }) {
    using bench = await Workbench.make();
    await using disposer = new AsyncDisposableStack();
    const size = sizes.at(-1) ?? 0;
    const path = await filledFile(bench, size);
    const quiet = bench.copyOf(path);
    const idle = disposer.use(await bench.open(quiet, true));
    const busy = disposer.use(await bench.open(path, true));
    // Another client, so that the handle learns of a commit by reading only.
    const writer = disposer.use(await bench.open(path, false));
    const raw = disposer.adopt(new Database(quiet, { readonly: true }), (database) => {
      database.close();
    });
    const headRow = raw.prepare<[string], { n: number }>(
      'SELECT n, commit_id, header, auth FROM heads WHERE dialogue_id = ?',
    );
    const unchanged = await idle.store.open(benchId);
    const changing = await busy.store.open(benchId);
    let added = 0;

    yield {
      title: `Refresh an open dialogue of ${size} entities`,
      contenders: [
        { name: 'head row by hand', records: size, run: () => (headRow.get(benchId) === undefined ? 0 : size) },
        { name: 'refresh, unchanged', records: size, run: async () => (await unchanged.refresh()).state.size },
        {
          name: 'refresh after one commit',
          records: size,
          before: async () => {
            await writer.store.commentTension(benchId, { target: 'T0001', reason: 'A remark of a benchmark.' });
            added += 1;
          },
          run: async () => (await changing.refresh()).state.size - added,
        },
        { name: 'load', records: size, run: async () => (await idle.store.load(benchId)).state.size },
      ],
      comparisons: [
        { of: 'refresh, unchanged', to: 'head row by hand' },
        { of: 'refresh, unchanged', to: 'load' },
        { of: 'refresh after one commit', to: 'load' },
      ],
    };
  },
};
