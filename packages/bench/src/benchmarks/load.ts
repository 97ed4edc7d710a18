import { MemoryPartitionStore } from '@colloquy/core';
import type { Benchmark, Comparison, Contender, Group } from '../harness/Contender.ts';
import type { Scale } from '../harness/scales.ts';
import { rawReader } from '../raw/readRows.ts';
import { benchId, fill, filledFile } from '../workbench/fill.ts';
import { storeOver, Workbench } from '../workbench/Workbench.ts';

export const load: Benchmark = {
  name: 'load',
  summary: 'A whole dialogue loaded and verified, against hand-written loops over the same rows.',
  async *groups(scale) {
    using bench = await Workbench.make();
    await using disposer = new AsyncDisposableStack();
    const contenders: Contender[] = [];
    for (const size of scale.sizes) contenders.push(...(await contendersOf(bench, disposer, size)));
    yield { title: 'Load a dialogue', contenders, comparisons: comparisonsOf(scale) } satisfies Group;
  },
};

async function contendersOf(bench: Workbench, disposer: AsyncDisposableStack, size: number): Promise<Contender[]> {
  const path = await filledFile(bench, size);
  const raw = disposer.use(rawReader(path, benchId));
  const { store } = disposer.use(await bench.open(path, true));
  const memory = storeOver(new MemoryPartitionStore(), bench.keyring);
  await fill(memory, benchId, size);
  return [
    { name: `parse ${size}`, records: size, run: raw.parse },
    { name: `parse, digest ${size}`, records: size, run: raw.parseAndDigest },
    { name: `parse, digest, sum ${size}`, records: size, run: raw.parseDigestAndSum },
    { name: `sqlite ${size}`, records: size, run: async () => (await store.load(benchId)).state.size },
    { name: `memory ${size}`, records: size, run: async () => (await memory.load(benchId)).state.size },
  ];
}

function comparisonsOf({ sizes }: Scale): readonly Comparison[] {
  const comparisons = sizes.flatMap((size): Comparison[] => [
    { of: `sqlite ${size}`, to: `parse ${size}` },
    { of: `sqlite ${size}`, to: `parse, digest ${size}`, ...(size >= 1000 ? { goal: 'about 2' } : {}) },
    { of: `sqlite ${size}`, to: `parse, digest, sum ${size}` },
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
