import Database from 'better-sqlite3';
import { dialogueId, type Change, type Commit } from '@colloquy/core';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresEngine, sqliteEngine, type Engine } from '../src/benchmarks/backend.ts';
import { partitionData } from '../src/data/partitionData.ts';
import type { LoadedPartition, PartitionProgram } from '../src/raw/PartitionProgram.ts';
import { storePartition } from '../src/raw/storePartition.ts';

const seed = 7;
const records = 40;
const data = partitionData(records, seed);
const [commit = data.base] = data.commits;
const id = dialogueId('bench');

describe('the data', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(partitionData(records, seed)).toStrictEqual(data);
    expect(partitionData(records, seed + 1).base.commitId).not.toBe(data.base.commitId);
  });

  test.each([10, 1000, 2500])('%i records: commits of 1 000 at most, one in ten rewritten, each once', (size) => {
    const { base, commits } = partitionData(size, seed);
    expect(commits.map(({ n }) => n)).toStrictEqual(commits.map((_, at) => at + 2));
    expect(Math.max(...commits.map(({ changes }) => changes.length))).toBeLessThanOrEqual(1000);
    const changes = commits.flatMap((each) => each.changes);
    expect(new Set(changes.map(({ key }) => key)).size).toBe(size);
    const standing = new Map(base.changes.map(({ key, digest }) => [key, digest]));
    const rewritten = changes.filter(({ prior }) => prior !== null);
    expect(rewritten).toHaveLength(standing.size - 1);
    for (const { key, prior } of rewritten) expect([key, prior]).toStrictEqual([key, standing.get(key)]);
    for (const { checks } of commits)
      expect(checks.map(({ key, digest }) => digest === standing.get(key))).toStrictEqual([true]);
  });
});

/** Every row of every table, bytes in hexadecimal. */
type Dump = Readonly<Record<'heads' | 'log' | 'records', readonly unknown[]>>;

const columns = {
  heads: ['dialogue_id', 'n', 'commit_id', 'header', 'auth'],
  log: ['dialogue_id', 'n', 'commit_id', 'header', 'auth', 'body'],
  records: ['dialogue_id', 'key', 'digest', 'attributes', 'envelope'],
} as const;

async function dumpWith(
  ask: (sql: string) => Promise<readonly unknown[]> | readonly unknown[],
  schema = '',
): Promise<Dump> {
  const table = (name: keyof typeof columns): Promise<readonly unknown[]> | readonly unknown[] =>
    ask(`SELECT ${columns[name].join(', ')} FROM ${schema}${name} ORDER BY 1, 2`);
  return { heads: await table('heads'), log: await table('log'), records: await table('records') };
}

async function dumpSqlite(_engine: Engine, path: string): Promise<Dump> {
  const database = new Database(path, { readonly: true });
  try {
    return await dumpWith((sql) => database.prepare(sql).raw().all());
  } finally {
    database.close();
  }
}

async function dumpPostgres({ url = '' }: Engine, schema: string): Promise<Dump> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const ask = async (text: string): Promise<readonly unknown[]> =>
      (await client.query<unknown[]>({ text, rowMode: 'array' })).rows;
    return await dumpWith(ask, `"${schema}".`);
  } finally {
    await client.end();
  }
}

/** Bytes as plain Uint8Array, whatever the driver makes them. */
function plain({ head, records: loaded }: LoadedPartition): unknown {
  return {
    head: head && [head.n, head.commitId, new Uint8Array(head.header), new Uint8Array(head.auth)],
    records: loaded.map(({ key, digest, attributes, envelope }) => [key, digest, attributes, new Uint8Array(envelope)]),
  };
}

function withFirst(from: Commit, change: Partial<Change>): Commit {
  const [first, ...others] = from.changes;
  return { ...from, changes: first === undefined ? [] : [{ ...first, ...change }, ...others] };
}

describe.each([
  { make: sqliteEngine, dump: dumpSqlite, names: ['by hand', 'kysely'] },
  { make: postgresEngine, dump: dumpPostgres, names: ['by hand', 'by hand, in steps', 'kysely'] },
])('$make.name', ({ make, dump, names }) => {
  let engine: Engine;
  let expected: { readonly dump: Dump; readonly loaded: unknown };

  beforeAll(async () => {
    engine = await make();
    const place = await engine.newPlace();
    await using store = storePartition(await engine.open(place));
    for (const each of [data.base, ...data.commits]) await store.commit(id, each);
    expected = { dump: await dump(engine, place), loaded: plain(await store.load(id)) };
  });
  afterAll(async () => engine[Symbol.asyncDispose]());

  async function written(name: string): Promise<{ readonly place: string; readonly program: PartitionProgram }> {
    const place = await engine.newPlace();
    const program = engine.programs[name]?.(place);
    if (program === undefined) throw new Error(`There is no program ${name}.`);
    return { place, program };
  }

  test('are all compared', () => {
    expect(Object.keys(engine.programs)).toStrictEqual(names);
    expect(expected.dump.records).toHaveLength(records + 1);
  });

  test.each(names)('%s: leaves and loads the rows of the store', async (name) => {
    const { place, program } = await written(name);
    await using _ = program;
    for (const each of [data.base, ...data.commits]) expect(await program.commit(id, each)).toBe(true);
    expect(await dump(engine, place)).toStrictEqual(expected.dump);
    expect(plain(await program.load(id))).toStrictEqual(expected.loaded);
  });

  test.each(names)('%s: writes all or nothing', async (name) => {
    const { place, program } = await written(name);
    await using _ = program;
    expect(await program.commit(id, data.base)).toBe(true);
    const before = await dump(engine, place);
    const none = { checks: commit.checks.map((check) => ({ ...check, digest: null })) };
    const refused = {
      'a head that has moved on': { ...commit, n: 1 },
      'a head that is not there yet': { ...commit, n: 3 },
      'a record that should stand there': withFirst(commit, { prior: 'f'.repeat(64) }),
      'a check for nothing': { ...commit, ...none },
    };
    for (const [what, each] of Object.entries(refused)) {
      expect([what, await program.commit(id, each)]).toStrictEqual([what, false]);
      expect(await dump(engine, place)).toStrictEqual(before);
    }
    expect(await program.commit(id, commit)).toBe(true);
  });
});
