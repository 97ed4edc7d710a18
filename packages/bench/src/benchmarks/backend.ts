import { dialogueId, type PartitionStore } from '@colloquy/core';
import { openPostgresStore } from '@colloquy/store-postgres';
import { openSqliteStore } from '@colloquy/store-sqlite';
import { partitionData } from '../data/partitionData.ts';
import type { Benchmark, Comparison, Contender, Group } from '../harness/Contender.ts';
import { kyselyPostgresPartition, kyselySqlitePartition } from '../raw/kyselyPartition.ts';
import type { PartitionProgram } from '../raw/PartitionProgram.ts';
import { postgresPartition } from '../raw/postgresPartition.ts';
import { postgresSteps } from '../raw/postgresSteps.ts';
import { sqlitePartition } from '../raw/sqlitePartition.ts';
import { storePartition } from '../raw/storePartition.ts';
import { benchPostgres } from '../workbench/benchPostgres.ts';
import { dataSeed } from '../workbench/fill.ts';
import { Workbench } from '../workbench/Workbench.ts';

/** An engine with places to keep partitions in: files or schemas, made by the store. */
export interface Engine extends AsyncDisposable {
  readonly name: string;
  /** Of the server, if there is one. */
  readonly url?: string;
  /** What the store is compared with, by name; `by hand` among them. */
  readonly programs: Readonly<Record<string, (place: string) => PartitionProgram>>;
  /** A new place with the tables of the store in it. */
  newPlace(): Promise<string>;
  open(place: string): Promise<PartitionStore & AsyncDisposable>;
}

export async function sqliteEngine(): Promise<Engine> {
  const bench = await Workbench.make();
  const open = (path: string): ReturnType<typeof openSqliteStore> => openSqliteStore({ path });
  return {
    name: 'SQLite',
    programs: { 'by hand': sqlitePartition, kysely: kyselySqlitePartition },
    newPlace: async () => {
      const path = bench.newPath();
      await (await open(path)).close();
      return path;
    },
    open,
    [Symbol.asyncDispose]: async () => bench[Symbol.dispose](),
  };
}

export async function postgresEngine(): Promise<Engine> {
  const { url, description, [Symbol.asyncDispose]: dispose } = await benchPostgres();
  const open = (schema: string): ReturnType<typeof openPostgresStore> => openPostgresStore({ url, schema });
  let schemas = 0;
  return {
    name: description,
    url,
    programs: {
      'by hand': (schema) => postgresPartition(url, schema),
      'by hand, in steps': (schema) => postgresSteps(url, schema),
      kysely: (schema) => kyselyPostgresPartition(url, schema),
    },
    newPlace: async () => {
      const schema = `bench_${(schemas += 1)}`;
      await (await open(schema)).close();
      return schema;
    },
    open,
    [Symbol.asyncDispose]: dispose,
  };
}

export const backend: Benchmark = {
  name: 'backend',
  summary:
    'Bytes in, bytes out: a dialogue loaded, and records committed, against the same work by hand and with kysely.',
  async *groups({ sizes }) {
    for (const make of [sqliteEngine, postgresEngine]) {
      await using engine = await make();
      for (const size of sizes) yield* work(engine, 'Load', size, loading);
      for (const size of sizes) yield* work(engine, 'Commit', size, committing);
    }
  },
};

type ContenderOf = (name: string, program: PartitionProgram, size: number) => Contender;

const filledId = dialogueId('bench');

/** One size: all programs on the same or on equal tables. */
async function* work(
  engine: Engine,
  what: 'Load' | 'Commit',
  size: number,
  contenderOf: ContenderOf,
): AsyncGenerator<Group> {
  await using disposer = new AsyncDisposableStack();
  const filled = await engine.newPlace();
  {
    await using store = await engine.open(filled);
    // One less: the data leaves one record more than it writes.
    const { base, commits } = partitionData(size - 1, dataSeed);
    for (const commit of [base, ...commits]) await store.commit(filledId, commit);
  }
  const contenders: Contender[] = [];
  const store = async (place: string): Promise<PartitionProgram> => storePartition(await engine.open(place));
  for (const [name, open] of [...Object.entries(engine.programs), ['store', store] as const]) {
    const program = await open(what === 'Load' ? filled : await engine.newPlace());
    contenders.push(contenderOf(name, disposer.use(program), size));
  }
  yield {
    title: `${what} ${size} records, ${engine.name}`,
    contenders,
    comparisons: comparisonsOf(contenders),
    roundsFactor: size > 1000 ? 1 : 4,
  };
}

function loading(name: string, { load }: PartitionProgram, size: number): Contender {
  return {
    name,
    records: size,
    run: () => {
      const loaded = load(filledId);
      return loaded instanceof Promise ? loaded.then(({ records }) => records.length) : loaded.records.length;
    },
  };
}

/** Each run writes to a dialogue of its own, whose first commit lies outside the time. */
function committing(name: string, { load, commit }: PartitionProgram, size: number): Contender {
  const { base, commits } = partitionData(size, dataSeed);
  let dialogues = 0;
  let id = '';
  const write = async (each: typeof base): Promise<void> => {
    if (!(await commit(id, each))) throw new Error(`${name} refused commit ${each.n}.`);
  };
  return {
    name,
    records: size,
    before: () => {
      id = `bench-${(dialogues += 1)}`;
      return write(base);
    },
    run: async () => {
      for (const each of commits) await write(each);
      return size;
    },
    left: async () => (await load(id)).records.length,
  };
}

function comparisonsOf(contenders: readonly Contender[]): readonly Comparison[] {
  const others = contenders.map(({ name }) => name).filter((name) => name !== 'store');
  const goal = (name: string): Partial<Comparison> => (name === 'by hand' ? { goal: 'at most 1.15' } : {});
  return [...others.map((name) => ({ of: 'store', to: name, ...goal(name) })), { of: 'kysely', to: 'by hand' }];
}
