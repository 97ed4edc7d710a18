import { QueryCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { dialogueId, type Commit } from '@colloquy/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamo, dynamoPrograms } from '../src/benchmarks/dynamo.ts';
import { isGroup } from '../src/harness/Contender.ts';
import { scales } from '../src/harness/scales.ts';
import { partitionData } from '../src/data/partitionData.ts';
import type { LoadedPartition, PartitionProgram } from '../src/raw/PartitionProgram.ts';
import { storePartition } from '../src/raw/storePartition.ts';
import { benchDynamo, type BenchDynamo } from '../src/workbench/benchDynamo.ts';

const id = dialogueId('bench');
let bench: BenchDynamo;

beforeAll(async () => {
  bench = await benchDynamo();
});
afterAll(async () => bench[Symbol.asyncDispose]());

async function programOf(name: string): Promise<{ readonly program: PartitionProgram; readonly table: string }> {
  const table = await bench.newTable();
  const program = name === 'store' ? storePartition(await bench.open(table)) : dynamoPrograms(bench)[name]?.(table);
  if (program === undefined) throw new Error(`There is no program ${name}.`);
  return { program, table };
}

/** Every item of a dialogue, bytes in base64. */
async function dump(table: string): Promise<unknown> {
  const partition = async (pk: string): Promise<readonly Record<string, AttributeValue>[]> => {
    const { Items = [] } = await bench.client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: pk } },
      }),
    );
    return Items;
  };
  const all = await Promise.all([`dialogue#${id}`, `log#${id}`, `redo#${id}`].map(partition));
  return JSON.parse(
    JSON.stringify(all, (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
    ),
  );
}

function plain({ head, records }: LoadedPartition): unknown {
  return {
    head: head && [head.n, head.commitId, new Uint8Array(head.header), new Uint8Array(head.auth)],
    records: records.map(({ key, digest, attributes, envelope }) => [
      key,
      digest,
      attributes,
      new Uint8Array(envelope),
    ]),
  };
}

// In one transaction, and in several.
const sizes = [40, 120];

describe.each(sizes)('%i records', (size) => {
  const { base, commits } = partitionData(size, 7);
  const [commit = base] = commits;
  const both: readonly Commit[] = [base, commit];

  test('by hand: leaves and loads the items of the store', async () => {
    const dumps: unknown[] = [];
    for (const name of ['store', 'by hand']) {
      const { program, table } = await programOf(name);
      for (const each of both) expect(await program.commit(id, each)).toBe(true);
      dumps.push([await dump(table), plain(await program.load(id))]);
    }
    expect(dumps[1]).toStrictEqual(dumps[0]);
    expect(dumps[0]).toHaveLength(2);
  });

  test('by hand: writes all or nothing', async () => {
    const { program, table } = await programOf('by hand');
    expect(await program.commit(id, base)).toBe(true);
    const before = await dump(table);
    const [first, ...others] = commit.changes;
    if (first === undefined) return expect.fail();
    const refused: Readonly<Record<string, Commit>> = {
      'a head that has moved on': { ...commit, n: 1 },
      'a head that is not there yet': { ...commit, n: 3 },
      'a record that should stand there': { ...commit, changes: [{ ...first, prior: 'f'.repeat(64) }, ...others] },
      'a check for nothing': { ...commit, checks: commit.checks.map((check) => ({ ...check, digest: null })) },
    };
    for (const [what, each] of Object.entries(refused)) {
      expect([what, await program.commit(id, each)]).toStrictEqual([what, false]);
      expect(await dump(table)).toStrictEqual(before);
    }
    expect(await program.commit(id, commit)).toBe(true);
  });
});

test('electrodb: loads what the store loads, and writes all or nothing', async () => {
  const { base, commits } = partitionData(40, 7);
  const [commit = base] = commits;
  const loaded: unknown[] = [];
  for (const name of ['store', 'electrodb']) {
    const { program } = await programOf(name);
    for (const each of [base, commit]) expect(await program.commit(id, each)).toBe(true);
    loaded.push(plain(await program.load(id)));
  }
  expect(loaded[1]).toStrictEqual(loaded[0]);
  const { program } = await programOf('electrodb');
  expect(await program.commit(id, base)).toBe(true);
  const before = plain(await program.load(id));
  const none = { ...commit, checks: commit.checks.map((check) => ({ ...check, digest: null })) };
  for (const each of [{ ...commit, n: 3 }, none]) expect(await program.commit(id, each)).toBe(false);
  expect(plain(await program.load(id))).toStrictEqual(before);
});

test('the store makes no request that the SDK by hand does not make', async () => {
  const rows: (readonly (string | number)[])[] = [];
  for await (const part of dynamo.groups(scales.tiny)) if (!isGroup(part)) rows.push(...part.rows);
  const of = (wanted: string): unknown =>
    rows.filter(([, name]) => name === wanted).map(([work, , requests]) => [work, requests]);
  expect(of('store')).toStrictEqual(of('by hand'));
  expect(of('store')).toStrictEqual([
    ['Load 10', '1 Query'],
    ['Load 30', '1 Query'],
    ['Commit 10', '1 TransactWriteItems'],
    ['Commit 30', '1 TransactWriteItems'],
  ]);
});
