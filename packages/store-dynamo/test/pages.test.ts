import { randomBytes } from 'node:crypto';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { compareAscii, dialogueId, type DialogueId } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDynamoStore, type DynamoStore } from '../src/index.ts';
import { commitOf, itemKeys } from './support/commits.ts';
import { codeOf, playedStore } from './support/played.ts';
import { failure, type Answer, type Json, type Play } from './support/wire.ts';

/*
 * A page may end anywhere, be empty and be followed by others, and be followed by none although it says so.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
 */

const seed = Number(process.env['COLLOQUY_SEED']);
const table = `pages-${randomBytes(6).toString('hex')}`;
const settled = dialogueId('pages-settled');
const unfinished = dialogueId('pages-unfinished');
const swept = dialogueId('pages-swept');
let plain: DynamoStore;

beforeAll(async () => {
  plain = await openDynamoStore({ table, config: dynamoConfig() });
  for (let n = 1; n <= 6; n++) await plain.commit(settled, commitOf(n, itemKeys(n * 4, 4)));
  let written = 0;
  const lost = failure('ECONNRESET');
  const { store } = playedStore(table, ({ operation }) =>
    operation === 'TransactWriteItems' && ++written > 1 ? { instead: lost } : 'through',
  );
  await store.commit(unfinished, commitOf(1, itemKeys(0, 120)));
  await plain.commit(swept, commitOf(1, itemKeys(0, 2)));
  return () => plain.close();
});

type Key = Readonly<Record<'pk' | 'sk', { readonly S: string }>>;

const keyOf = (item: Json): Key => ({ pk: item['pk'] as Key['pk'], sk: item['sk'] as Key['sk'] });

/** An empty page that is followed by others: it says to have come just before its first row. */
function before(item: Json): Key {
  const { pk, sk } = keyOf(item);
  return {
    pk,
    sk: { S: `${sk.S.slice(0, -1)}${String.fromCodePoint((sk.S.codePointAt(sk.S.length - 1) ?? 1) - 1)}~` },
  };
}

/** The answer as the service may give it just as well, with at most so many rows. */
function cut(answer: Answer, rows: number, emptyBefore: (item: Json) => Key | undefined): Answer {
  const items = (answer.body['Items'] ?? []) as readonly Json[];
  const [first] = items;
  if (first === undefined) return answer;
  const empty = rows === 0 ? emptyBefore(first) : undefined;
  const kept = empty === undefined ? items.slice(0, Math.max(1, rows)) : [];
  const last = kept.at(-1);
  const LastEvaluatedKey = last === undefined ? empty : keyOf(last);
  return { ...answer, body: { Items: kept, Count: kept.length, LastEvaluatedKey } };
}

/** Cuts the pages of queries and scans by these numbers in turn; then they are whole. */
function cutting(sizes: readonly number[]): Play {
  let at = 0;
  const service = new DynamoDBClient(dynamoConfig());
  return async ({ operation, body }) => {
    if (at >= sizes.length) return 'through';
    if (operation === 'Scan') {
      // Its rows have no sort key to go on from, so the service cuts.
      const { $metadata: _, ...answer } = await service.send(
        new ScanCommand({ ...body, TableName: table, Limit: Math.max(1, sizes[at++] ?? 1) }),
      );
      return { instead: { status: 200, body: answer } };
    }
    if (operation !== 'Query') return 'through';
    const rows = sizes[at++] ?? 1;
    // An empty page leads forward, and on from where it began.
    const goesForward = body['ScanIndexForward'] !== false;
    const begun = JSON.stringify(body['ExclusiveStartKey'] ?? body['ExpressionAttributeValues']);
    return {
      after: (answer) =>
        cut(answer, rows, (item) => (goesForward && !begun.includes(before(item).sk.S) ? before(item) : undefined)),
    };
  };
}

/** Everything that goes through pages. */
async function asked(store: DynamoStore, id: DialogueId): Promise<unknown> {
  const entries = [];
  for (let from: number | undefined = 1; from !== undefined;) {
    const page = await store.log(id, from, 3);
    entries.push(...page.entries);
    from = page.next;
  }
  const records = [];
  for (let page = await store.migration.exportBatch(id, undefined); ;) {
    records.push(...page.records);
    if (page.next === undefined) break;
    page = await store.migration.exportBatch(id, page.next);
  }
  const listed = new Set<DialogueId>();
  for (let page = await store.migration.listPartitions({ limit: 2 }); ;) {
    for (const each of page.ids) listed.add(each);
    if (page.cursor === undefined) break;
    page = await store.migration.listPartitions({ limit: 2, cursor: page.cursor });
  }
  return {
    records,
    listed: [...listed].toSorted(compareAscii),
    load: await store.load(id),
    last: [await store.last(id, 'item#'), await store.last(id, ''), await store.last(id, 'none#')],
    entries,
    ids: await store.dialogueIds(),
    holdsData: await store.header.holdsData(),
  };
}

describe('pages that end anywhere', () => {
  test.each([
    ['settled', settled],
    ['unfinished', unfinished],
  ])('answers are those of whole pages: %s', async (_what, id) => {
    const { store: whole } = playedStore(table, ({ operation }) =>
      operation === 'TransactWriteItems' ? { instead: failure('ECONNRESET') } : 'through',
    );
    const expected = await asked(whole, id);
    expect(JSON.stringify(expected)).toContain('item#');
    const sizes = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 });
    const property = fc.asyncProperty(sizes, async (each) => {
      const play = cutting(each);
      const { store } = playedStore(table, (sent, nth) =>
        sent.operation === 'TransactWriteItems' ? { instead: failure('ECONNRESET') } : play(sent, nth),
      );
      expect(await asked(store, id)).toEqual(expected);
    });
    await fc.assert(property, { seed, numRuns: 40 });
  });

  test('row by row, an empty one between any two, and an empty one at the end', async () => {
    const expected = await asked(plain, settled);
    const { store, operations } = playedStore(table, cutting(Array.from({ length: 400 }, (_, at) => at % 2)));
    expect(await asked(store, settled)).toEqual(expected);
    expect(operations().filter((operation) => operation === 'Query').length).toBeGreaterThan(60);
  });

  test('the head of an unfinished commit on the second page still brings its records', async () => {
    const { store, operations } = playedStore(table, cutting([0]));
    expect((await store.load(unfinished)).records).toHaveLength(120);
    expect(operations().slice(0, 2)).toEqual(['Query', 'Query']);
  });

  test('an empty first page is not the answer of last', async () => {
    let queries = 0;
    const { store } = playedStore(table, ({ operation }) => {
      if (operation !== 'Query' || queries++ > 0) return 'through';
      const next = { pk: { S: `dialogue#${settled}` }, sk: { S: 'item#99999' } };
      return { instead: { status: 200, body: { Items: [], Count: 0, LastEvaluatedKey: next } } };
    });
    expect(await store.last(settled, 'item#')).toEqual(await plain.last(settled, 'item#'));
    expect(queries).toBe(2);
  });

  test('a sweep finds every chunk, page by page', async () => {
    const { engine } = playedStore(table, () => 'through');
    for (let at = 0; at < 7; at++) {
      await engine.transact([{ action: 'put', partition: `redo#${swept}`, sort: `${'b'.repeat(32)}#${at}`, item: {} }]);
    }
    const { store } = playedStore(table, cutting([2, 0, 1, 1]));
    await store.settle(swept);
    expect((await engine.query({ partition: `redo#${swept}`, prefix: '', limit: Infinity })).rows).toEqual([]);
  });
});

describe('a page that does not belong to the query is refused', () => {
  const own = `dialogue#${settled}`;
  const page = (items: readonly Key[], next?: Json): Answer => ({
    status: 200,
    body: { Items: items, Count: items.length, ...(next === undefined ? {} : { LastEvaluatedKey: next }) },
  });
  const key = (pk: string, sk: string): Key => ({ pk: { S: pk }, sk: { S: sk } });

  test.each([
    ['a row of another dialogue', page([key('dialogue#other', 'item#00001')])],
    ['a next page of another dialogue', page([key(own, '#head')], key('dialogue#other', 'item#00001'))],
    ['rows in another order', page([key(own, 'item#00005'), key(own, 'item#00004')])],
    ['a row twice', page([key(own, 'item#00005'), key(own, 'item#00005')])],
    ['a next page before the last row', page([key(own, 'item#00005')], key(own, 'item#00004'))],
    ['a next page without a key', page([key(own, '#head')], { pk: { S: own } })],
    ['a row without a key', page([{ pk: { S: own } } as Key])],
  ])('%s', async (_what, instead) => {
    const { store, sent } = playedStore(table, () => ({ instead }));
    expect(await codeOf(store.load(settled))).toBe('backend_error');
    expect(sent).toHaveLength(1);
  });

  test('a row out of the range', async () => {
    const { store } = playedStore(table, () => ({ instead: page([key(own, 'other#00001')]) }));
    expect(await codeOf(store.last(settled, 'item#'))).toBe('backend_error');
  });

  test.each([
    ['load', (store: DynamoStore) => store.load(settled)],
    ['last', (store: DynamoStore) => store.last(settled, 'item#')],
  ])('the same page again and again ends: %s', async (_what, call) => {
    const { store, sent } = playedStore(table, () => ({ instead: page([], key(own, 'item#00005')) }));
    expect(await codeOf(call(store))).toBe('backend_error');
    expect(sent).toHaveLength(2);
  });

  test('the same page again and again ends: log, settle, ids', async () => {
    const logged = playedStore(table, () => ({ instead: page([], key(`log#${settled}`, '0000000000000002')) }));
    expect(await codeOf(logged.store.log(settled, 1, 10))).toBe('backend_error');
    const chunks = playedStore(table, ({ operation }) =>
      operation === 'Query' ? { instead: page([], key(`redo#${settled}`, 'a')) } : 'through',
    );
    expect(await codeOf(chunks.store.settle(settled))).toBe('backend_error');
    // A scan has no order to go by: it may come round after several pages.
    let at = 0;
    const ids = playedStore(table, () => ({ instead: page([], key('log#x', String(at++ % 3))) }));
    expect(await codeOf(ids.store.dialogueIds())).toBe('backend_error');
    expect([logged.sent.length, ids.sent.length]).toEqual([2, 4]);
  });
});
