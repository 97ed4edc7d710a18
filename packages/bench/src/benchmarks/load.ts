import type { Benchmark, Comparison, Contender, Group } from '../harness/Contender.ts';
import type { Scale } from '../harness/scales.ts';
import { envelopeReader } from '../raw/envelopeRows.ts';
import { plainReader, sealedReader, writePlainRows, writeSealedRows } from '../raw/handRows.ts';
import { payloadsOf, type RawReader } from '../raw/payloads.ts';
import { MemoryPartitionStore } from '@colloquy/core';
import { benchId, fill, filledFile } from '../workbench/fill.ts';
import { secretsOf } from '../workbench/secretsOf.ts';
import { storeOver, Workbench, type Opened } from '../workbench/Workbench.ts';

export const load: Benchmark = {
  name: 'load',
  summary: 'A whole dialogue loaded and verified, against loops by hand over the same content: plain, and decrypting.',
  async *groups(scale) {
    using bench = await Workbench.make();
    await using disposer = new AsyncDisposableStack();
    const contenders: Contender[] = [];
    for (const size of scale.sizes) contenders.push(...(await contendersOf(bench, disposer, size)));
    yield { title: 'Load a dialogue', contenders, comparisons: comparisonsOf(scale) } satisfies Group;
  },
};

/** The loops by hand, each over a file of the same content. */
export interface HandReaders {
  readonly plain: RawReader;
  readonly decrypting: RawReader;
  readonly verifying: RawReader;
}

/** Makes the files that the loops by hand read. */
export async function handReaders(
  bench: Workbench,
  disposer: AsyncDisposableStack,
  { path, store, backend }: Opened,
): Promise<HandReaders> {
  const payloads = await payloadsOf(store, benchId);
  const [plain, sealed] = [bench.newPath(), bench.newPath()];
  writePlainRows(plain, benchId, payloads);
  writeSealedRows(sealed, benchId, payloads);
  return {
    plain: disposer.use(plainReader(plain, benchId)),
    decrypting: disposer.use(sealedReader(sealed, benchId)),
    verifying: disposer.use(envelopeReader(path, benchId, await secretsOf(backend, bench.keyring, benchId))),
  };
}

async function contendersOf(bench: Workbench, disposer: AsyncDisposableStack, size: number): Promise<Contender[]> {
  const opened = disposer.use(await bench.open(await filledFile(bench, size), true));
  const { plain, decrypting, verifying } = await handReaders(bench, disposer, opened);
  const memory = storeOver(new MemoryPartitionStore(), bench.keyring);
  await fill(memory, benchId, size);
  return [
    { name: `plain ${size}`, records: size, run: () => plain.read().size },
    { name: `decrypting ${size}`, records: size, run: () => decrypting.read().size },
    { name: `verifying ${size}`, records: size, run: () => verifying.read().size },
    { name: `sqlite ${size}`, records: size, run: async () => (await opened.store.load(benchId)).state.size },
    { name: `memory ${size}`, records: size, run: async () => (await memory.load(benchId)).state.size },
  ];
}

function comparisonsOf({ sizes }: Scale): readonly Comparison[] {
  const comparisons = sizes.flatMap((size): Comparison[] => [
    { of: `sqlite ${size}`, to: `plain ${size}`, goal: 'at most 3.5' },
    { of: `sqlite ${size}`, to: `decrypting ${size}`, goal: 'at most 1.15' },
    { of: `sqlite ${size}`, to: `verifying ${size}` },
    { of: `decrypting ${size}`, to: `plain ${size}` },
    { of: `verifying ${size}`, to: `decrypting ${size}` },
    { of: `memory ${size}`, to: `sqlite ${size}` },
  ]);
  return [...comparisons, ...growth(sizes, 'sqlite'), ...growth(sizes, 'memory')];
}

/** Each size against the one below, per record: 1 when the work is linear. */
export function growth(sizes: readonly number[], name: string): readonly Comparison[] {
  return sizes.slice(1).map((size, at) => {
    return { of: `${name} ${size}`, to: `${name} ${sizes[at] ?? size}`, perRecord: true, goal: 'about 1' };
  });
}
