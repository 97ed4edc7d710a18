import { randomBytes } from 'node:crypto';
import { dialogueId, type DialogueId } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDynamoStore, type DynamoStore } from '../src/index.ts';
import { commitOf, itemKeys } from './support/commits.ts';
import { codeOf, playedStore } from './support/played.ts';
import { exception, failure, type Answer, type Play, type Sent } from './support/wire.ts';

/* https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */

const table = `unprocessed-${randomBytes(6).toString('hex')}`;
const batch = 'BatchWriteItem';
let plain: DynamoStore;

beforeAll(async () => {
  plain = await openDynamoStore({ table, config: dynamoConfig() });
  return () => plain.close();
});

interface Deletion {
  readonly DeleteRequest: {
    readonly Key: { readonly pk: { readonly S: string }; readonly sk: { readonly S: string } };
  };
}

const deletionsOf = ({ body }: Sent): readonly Deletion[] =>
  (body['RequestItems'] as Readonly<Record<string, readonly Deletion[]>>)[table] ?? [];
const sortsOf = (sent: Sent): readonly string[] => deletionsOf(sent).map((each) => each.DeleteRequest.Key.sk.S);

/** The service that leaves these of a batch undone, and does the others. */
function leaving(left: (nth: number, deletions: readonly Deletion[]) => readonly Deletion[]): Play {
  const { engine } = playedStore(table, () => 'through');
  let nth = 0;
  return async (sent) => {
    if (sent.operation !== batch) return 'through';
    const undone = left(nth++, deletionsOf(sent));
    const done = deletionsOf(sent).filter((each) => !undone.includes(each));
    await engine.remove(done.map(({ DeleteRequest: { Key } }) => ({ partition: Key.pk.S, sort: Key.sk.S })));
    const body = undone.length === 0 ? { UnprocessedItems: {} } : { UnprocessedItems: { [table]: undone } };
    return { instead: { status: 200, body } satisfies Answer };
  };
}

let dialogues = 0;

/** A dialogue with so many chunks that no commit owns. */
async function withOrphans(count: number): Promise<{ readonly id: DialogueId; readonly sorts: readonly string[] }> {
  const id = dialogueId(`unprocessed-${(dialogues += 1)}`);
  await plain.commit(id, commitOf(1, itemKeys(0, 1)));
  const { engine } = playedStore(table, () => 'through');
  const sorts = Array.from({ length: count }, (_, at) => `${'a'.repeat(32)}#${String(at).padStart(16, '0')}`);
  for (const sort of sorts)
    await engine.transact([{ action: 'put', partition: `redo#${id}`, sort, item: { changes: [] } }]);
  return { id, sorts };
}

async function leftovers(id: DialogueId): Promise<readonly string[]> {
  const { engine } = playedStore(table, () => 'through');
  return (await engine.query({ partition: `redo#${id}`, prefix: '', limit: Infinity })).rows.map(({ sort }) => sort);
}

describe('what a batch leaves undone', () => {
  test.each([
    ['none', () => [], [25, 5]],
    ['all, once', (nth: number, all: readonly Deletion[]) => (nth === 0 ? all : []), [25, 25, 5]],
    ['a part, again and again', (_nth: number, all: readonly Deletion[]) => all.slice(10), [25, 15, 5, 5]],
    [
      'the first',
      (_nth: number, all: readonly Deletion[]) => all.slice(0, Math.max(0, all.length - 9)),
      [25, 16, 7, 5],
    ],
  ] as const)('%s: only that is sent again, until all is gone', async (_what, left, sizes) => {
    const { id, sorts } = await withOrphans(30);
    const { store, sent } = playedStore(table, leaving(left));
    await store.settle(id);
    const batches = sent.filter(({ operation }) => operation === batch).map(sortsOf);
    expect(batches.map(({ length }) => length)).toEqual(sizes);
    // Nothing is sent that was not asked for, and nothing that was done.
    for (const [at, each] of batches.entries()) {
      const before = batches[at - 1] ?? sorts;
      if (at > 0 && each.every((sort) => before.includes(sort))) expect(each.length).toBeLessThanOrEqual(before.length);
      expect(each.every((sort) => sorts.includes(sort))).toBe(true);
    }
    expect(await leftovers(id)).toEqual([]);
  });

  test('exactly what was named is sent again', async () => {
    const { id, sorts } = await withOrphans(6);
    const odd = (_nth: number, all: readonly Deletion[]): readonly Deletion[] =>
      all.length === 6 ? all.filter((__, at) => at % 2 === 1) : [];
    const { store, sent, waits } = playedStore(table, leaving(odd));
    await store.settle(id);
    const batches = sent.filter(({ operation }) => operation === batch).map(sortsOf);
    expect(batches).toEqual([sorts, sorts.filter((_, at) => at % 2 === 1)]);
    expect(waits).toEqual([50]);
  });

  test('for ever is backend_busy of settle, after eight times', async () => {
    const { id, sorts } = await withOrphans(3);
    const { store, sent, waits } = playedStore(
      table,
      leaving((_nth, all) => all.slice(-2)),
    );
    expect(await codeOf(store.settle(id))).toBe('backend_busy');
    expect(sent.filter(({ operation }) => operation === batch)).toHaveLength(8);
    expect(waits).toEqual([50, 100, 200, 400, 800, 1600, 1600]);
    expect(await leftovers(id)).toEqual(sorts.slice(-2));
    await plain.settle(id);
    expect(await leftovers(id)).toEqual([]);
  });
});

describe('chunks that stay are nobody else’s harm', () => {
  const nothing: Play = leavingAll();

  function leavingAll(): Play {
    return ({ operation, body }) =>
      operation === batch ? { instead: { status: 200, body: { UnprocessedItems: body['RequestItems'] } } } : 'through';
  }

  test.each([
    ['nothing is processed', nothing],
    [
      'the answer is lost',
      ((sent) => (sent.operation === batch ? { after: failure('ECONNRESET') } : 'through')) satisfies Play,
    ],
    [
      'it is refused',
      ((sent) =>
        sent.operation === batch ? { instead: exception('AccessDeniedException') } : 'through') satisfies Play,
    ],
  ])('a large commit stays committed: %s', async (_what, play) => {
    const id = dialogueId(`unprocessed-${(dialogues += 1)}`);
    const { store } = playedStore(table, play);
    expect((await store.commit(id, commitOf(1, itemKeys(0, 150)))).outcome).toBe('committed');
    expect((await store.load(id)).records).toHaveLength(150);
    await plain.settle(id);
    expect(await leftovers(id)).toEqual([]);
  });

  test('a reader that finishes the commit of another answers all the same, and gives way', async () => {
    const id = dialogueId(`unprocessed-${(dialogues += 1)}`);
    let written = 0;
    const dying = playedStore(table, ({ operation }) =>
      (operation === 'TransactWriteItems' || operation === 'PutItem') && ++written > 1
        ? { instead: failure('ECONNRESET') }
        : 'through',
    );
    expect((await dying.store.commit(id, commitOf(1, itemKeys(0, 150)))).outcome).toBe('committed');
    const reader = playedStore(table, nothing);
    expect((await reader.store.load(id)).records).toHaveLength(150);
    expect(reader.operations().filter((operation) => operation === batch)).toHaveLength(1);
    expect(reader.waits).toEqual([]);
    // The mark is gone, so the chunks are orphans now.
    expect((await leftovers(id)).length).toBeGreaterThan(0);
    expect((await plain.load(id)).records).toHaveLength(150);
    await plain.settle(id);
    expect(await leftovers(id)).toEqual([]);
  });
});
