import {
  createAuditTrail,
  createDialogueStore,
  CallbackAuditSink,
  FileAuditSink,
  type AuditSink,
} from '@colloquy/core';
import type { Benchmark, Comparison, Contender, Group } from '../harness/Contender.ts';
import { benchId, filledFile } from '../workbench/fill.ts';
import { Workbench } from '../workbench/Workbench.ts';

export const audit: Benchmark = {
  name: 'audit',
  summary:
    'A warm load with its event in the audit, to a callback and to a synced file, against the same load without.',
  async *groups(scale) {
    using bench = await Workbench.make();
    await using disposer = new AsyncDisposableStack();
    const contenders: Contender[] = [];
    for (const size of scale.sizes) contenders.push(...(await contendersOf(bench, disposer, size)));
    const comparisons = scale.sizes.flatMap((size): Comparison[] => [
      { of: `to a callback ${size}`, to: `without ${size}`, goal: 'about 1' },
      { of: `to a file ${size}`, to: `without ${size}` },
    ]);
    yield { title: 'Load a dialogue with an audit', contenders, comparisons } satisfies Group;
  },
};

async function contendersOf(bench: Workbench, disposer: AsyncDisposableStack, size: number): Promise<Contender[]> {
  const { backend } = disposer.use(await bench.open(await filledFile(bench, size), true));
  let bytes = 0;
  const sinks: readonly (readonly [name: string, sink: AuditSink | undefined])[] = [
    ['without', undefined],
    ['to a callback', new CallbackAuditSink({ write: (line) => void (bytes += line.length) })],
    ['to a file', new FileAuditSink({ path: bench.newPath() })],
  ];
  return sinks.map(([name, sink]) => {
    const trail = sink && createAuditTrail({ sink, principal: 'bench', onFailure: 'refuse' });
    if (trail !== undefined) disposer.defer(async () => trail.close());
    const options = { backend, keyring: bench.keyring };
    const store = createDialogueStore(trail === undefined ? options : { ...options, audit: trail });
    return { name: `${name} ${size}`, records: size, run: async () => (await store.load(benchId)).state.size };
  });
}
