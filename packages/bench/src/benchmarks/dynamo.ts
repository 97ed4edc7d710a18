import { dialogueId } from '@colloquy/core';
import { partitionData } from '../data/partitionData.ts';
import type { Benchmark, Comparison, Contender, Figures, Group } from '../harness/Contender.ts';
import type { Scale } from '../harness/scales.ts';
import { dynamoPartition } from '../raw/dynamoPartition.ts';
import { electroPartition } from '../raw/electroPartition.ts';
import type { PartitionProgram } from '../raw/PartitionProgram.ts';
import { storePartition } from '../raw/storePartition.ts';
import { benchDynamo, type BenchDynamo } from '../workbench/benchDynamo.ts';
import { dataSeed } from '../workbench/fill.ts';
import { sealedLoads } from './dynamoSealed.ts';

const goal = 'at most 1.1, processor';
/** Records of the largest commit that is one transaction: head, entry and one check beside them. */
const mostInOne = 97;
/** A commit has at most so many. */
const mostRecords = 1000;

export const dynamo: Benchmark = {
  name: 'dynamo',
  summary:
    'DynamoDB: loads and commits against client-dynamodb by hand and electrodb; requests, and processor time of this process.',
  async *groups(scale) {
    await using bench = await benchDynamo();
    const requests: (readonly string[])[] = [];
    for (const size of loadSizes(scale)) yield* compared(bench, 'Load', size, requests);
    for (const size of commitSizes(scale)) yield* compared(bench, 'Commit', size, requests);
    for (const size of loadSizes(scale)) yield await sealedLoads(bench, size);
    yield { title: 'Requests', columns: ['work', 'program', 'requests'], rows: requests } satisfies Figures;
  },
};

const loadSizes = ({ sizes }: Scale): readonly number[] => sizes.filter((size) => size <= mostRecords);

/** A hundred records and what goes with them are too many for one transaction; three fewer are not. */
const commitSizes = (scale: Scale): readonly number[] =>
  loadSizes(scale).flatMap((size) => (size === 100 ? [mostInOne, size] : [size]));

/** The programs by name; electrodb has no commits of several transactions. */
export function dynamoPrograms({ client }: BenchDynamo): Readonly<Record<string, (table: string) => PartitionProgram>> {
  return {
    'by hand': (table) => dynamoPartition(client, table),
    electrodb: (table) => electroPartition(client, table),
  };
}

async function* compared(
  bench: BenchDynamo,
  what: 'Load' | 'Commit',
  size: number,
  requests: (readonly string[])[],
): AsyncGenerator<Group> {
  await using disposer = new AsyncDisposableStack();
  const contenders: Contender[] = [];
  const store = async (table: string): Promise<PartitionProgram> => storePartition(await bench.open(table));
  for (const [name, open] of [...Object.entries(dynamoPrograms(bench)), ['store', store] as const]) {
    if (what === 'Commit' && size > mostInOne && name === 'electrodb') continue;
    const program = disposer.use(await open(await bench.newTable()));
    const contender = what === 'Load' ? await loading(name, program, size) : committing(name, program, size);
    await contender.before?.();
    bench.take();
    await contender.run();
    requests.push([`${what} ${size}`, name, told(bench.take())]);
    contenders.push(contender);
  }
  yield {
    title: `${what} ${size} records`,
    contenders,
    comparisons: comparisonsOf(contenders),
    roundsFactor: size > 100 ? 2 : 4,
  };
}

function told(requests: Readonly<Record<string, number>>): string {
  return Object.entries(requests)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}

/** Each from a table of its own, which it wrote itself where it writes other items. */
async function loading(name: string, program: PartitionProgram, size: number): Promise<Contender> {
  const id = dialogueId('bench');
  for (const each of loadable(size)) {
    if (!(await program.commit(id, each))) throw new Error(`${name} refused commit ${each.n}.`);
  }
  return { name, records: size, run: async () => (await program.load(id)).records.length };
}

/** Commits that leave so many records, none larger than one transaction. */
function loadable(size: number): readonly ReturnType<typeof partitionData>['base'][] {
  const { commits } = partitionData(size, dataSeed);
  const changes = commits.flatMap((commit) => commit.changes).map((change) => ({ ...change, prior: null }));
  const [some] = commits;
  if (some === undefined) throw new RangeError('There is a commit.');
  const parts = Math.ceil(size / mostInOne);
  return Array.from({ length: parts }, (_, part) => ({
    ...some,
    n: part + 1,
    changes: changes.slice(part * mostInOne, (part + 1) * mostInOne),
    checks: [],
  }));
}

/** Each run writes to a dialogue of its own, whose first commit lies outside the time. */
function committing(name: string, { load, commit }: PartitionProgram, size: number): Contender {
  const { base, commits } = partitionData(size, dataSeed);
  const firsts = base.changes.length > mostInOne ? halves(base) : [base];
  let dialogues = 0;
  let id = '';
  const write = async (each: typeof base): Promise<void> => {
    if (!(await commit(id, each))) throw new Error(`${name} refused commit ${each.n}.`);
  };
  return {
    name,
    records: size,
    before: async () => {
      id = `bench-${(dialogues += 1)}`;
      for (const each of firsts) await write(each);
    },
    run: async () => {
      for (const each of commits) await write({ ...each, n: each.n - 1 + firsts.length });
      return size;
    },
    left: async () => (await load(id)).records.length,
  };
}

/** A first commit that is too large for one transaction, as two. */
function halves(base: ReturnType<typeof partitionData>['base']): readonly (typeof base)[] {
  const middle = Math.ceil(base.changes.length / 2);
  return [base.changes.slice(0, middle), base.changes.slice(middle)].map((changes, at) => ({
    ...base,
    n: at + 1,
    changes,
  }));
}

function comparisonsOf(contenders: readonly Contender[]): readonly Comparison[] {
  const others = contenders.map(({ name }) => name).filter((name) => name !== 'store');
  return others.map((name) => ({ of: 'store', to: name, ...(name === 'by hand' ? { goal } : {}) }));
}
