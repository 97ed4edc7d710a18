import { randomBytes } from 'node:crypto';
import { compareAscii, dialogueId, isColloquyError, type DialogueId, type PartitionStore } from '@colloquy/core';
import { createTestDialogueStore, createTestKeyring, seededSources } from '@colloquy/core/testing';
import { dynamoConfig } from '@colloquy/engines';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDynamoStore, type DynamoStore } from '../src/index.ts';
import { commitOf, itemKeys } from './support/commits.ts';
import { codeOf, playedStore, type Played } from './support/played.ts';
import { failure, type Answer, type Json, type Play, type Sent } from './support/wire.ts';

/*
 * Between a transaction and a query isolation is read-committed: each item is as before or as after it, whatever the others are. Only
 * TransactGetItems sees all of it or nothing.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-isolation
 * The engine here shows whole transactions only, so the mixes are made on the wire, from what the table held before and after.
 */

const seed = Number(process.env['COLLOQUY_SEED']);
const table = `isolation-${randomBytes(6).toString('hex')}`;
const id = dialogueId('isolation');
let plain: DynamoStore;

/** The items of the partition by sort key, after each commit. */
const states: ReadonlyMap<string, Json>[] = [];
/** What a dialogue store loads at each of them. */
const loads: string[] = [];

const keyring = await createTestKeyring({ randomBytes: seededSources({ seed: 5 }).randomBytes });
/** A dialogue store of its own, so that nothing is known from before. */
const over = (backend: PartitionStore, of = 7) =>
  createTestDialogueStore({ backend, keyring, sources: seededSources({ seed: of }) });

const shown = async (backend: PartitionStore): Promise<string> => {
  const { n, logHead, state } = await over(backend).load(id);
  return JSON.stringify([n, logHead, [...state.entries()]]);
};

const sortOf = (item: Json): string => (item['sk'] as { readonly S: string }).S;
const itemsOf = (answer: Answer): readonly Json[] => answer.body['Items'] as readonly Json[];

/** The sort keys that a transactional read asks for. */
function placesOf(sent: Sent | undefined): readonly string[] {
  const gets = (sent?.body['TransactItems'] ?? []) as readonly { readonly Get: { readonly Key: Json } }[];
  return gets.map(({ Get }) => sortOf(Get.Key));
}

async function remember(): Promise<void> {
  let items: readonly Json[] = [];
  const { store } = playedStore(table, () => ({
    after: (answer) => {
      items = itemsOf(answer);
      return answer;
    },
  }));
  await store.load(id);
  states.push(new Map(items.map((item) => [sortOf(item), item])));
  loads.push(await shown(plain));
}

beforeAll(async () => {
  plain = await openDynamoStore({ table, config: dynamoConfig() });
  const store = over(plain, 3);
  const expert = { role: 'Counter', tier: 'Core', source: 'pool', relevance: 1 } as const;
  await store.create(id, { title: 'Mixed' });
  await remember();
  for (const slug of ['brioche', 'croissant']) {
    await store.registerExpert(id, { slug, ...expert });
    await remember();
  }
  // Changes a record that is there.
  await store.setDialogueStatus(id, { status: 'converged' });
  await remember();
  return () => plain.close();
});

/** The items of two states mixed: by each bit from the one or the other. */
function mixed(
  older: ReadonlyMap<string, Json>,
  newer: ReadonlyMap<string, Json>,
  bits: readonly boolean[],
): readonly Json[] {
  const sorts = [...new Set([...older.keys(), ...newer.keys()])].toSorted(compareAscii);
  return sorts
    .map((sort, at) => (bits[at % bits.length] === true ? newer : older).get(sort))
    .filter((item) => item !== undefined);
}

/** Queries of the dialogue are answered with these items, one after the other; then as it is. */
function answering(answers: readonly (readonly Json[])[], always = false): Play {
  let at = 0;
  return ({ operation, body }) => {
    const values = body['ExpressionAttributeValues'] as Readonly<Record<string, { readonly S: string }>> | undefined;
    if (operation !== 'Query' || values?.[':pk']?.S !== `dialogue#${id}`) return 'through';
    const items = answers[always ? at++ % answers.length : at++];
    return items === undefined ? 'through' : { instead: { status: 200, body: { Items: items, Count: items.length } } };
  };
}

describe('a load whose page mixes two states', () => {
  const bits = fc.array(fc.boolean(), { minLength: 8, maxLength: 8 });

  test('of a commit under way is the state before it or after it', async () => {
    const [older, newer] = states.slice(-2);
    if (older === undefined || newer === undefined) throw new Error('no states');
    const allowed = loads.slice(-2);
    const property = fc.asyncProperty(bits, async (each) => {
      const { store } = playedStore(table, answering([mixed(older, newer, each)]));
      expect(allowed).toContain(await shown(store));
    });
    await fc.assert(property, { seed, numRuns: 60 });
  });

  test('head new, record old; and head old, record new', async () => {
    const [older, newer] = states.slice(-2);
    if (older === undefined || newer === undefined) throw new Error('no states');
    const now = loads.at(-1);
    for (const [head, others] of [
      [newer, older],
      [older, newer],
    ] as const) {
      const items = [head.get('#head') ?? {}, ...[...others.values()].filter((item) => sortOf(item) !== '#head')];
      const { store, operations } = playedStore(table, answering([items]));
      expect(await shown(store)).toBe(now);
      expect(operations().slice(0, 2)).toEqual(['Query', 'GetItem']);
    }
  });

  test('again and again is a state that there was, or busy; never damage', async () => {
    const pick = fc.nat({ max: states.length - 2 });
    let refused = 0;
    const property = fc.asyncProperty(pick, fc.array(bits, { minLength: 1, maxLength: 3 }), async (at, each) => {
      const [older, newer] = states.slice(at);
      if (older === undefined || newer === undefined) throw new Error('no states');
      const { store } = playedStore(
        table,
        answering(
          each.map((one) => mixed(older, newer, one)),
          true,
        ),
      );
      const answer = await shown(store).catch((error: unknown) => (isColloquyError(error) ? error.code : error));
      if (answer === 'revision_conflict') refused += 1;
      else expect(loads).toContain(answer);
    });
    await fc.assert(property, { seed, numRuns: 120 });
    expect(refused).toBeGreaterThan(0);
  });
});

test('a log that does not show its last entry yet is asked again, because a transaction shows it', async () => {
  const whole = await plain.log(id, 1, 100);
  let lagging = 2;
  const { store, operations } = playedStore(table, ({ operation, body }) => {
    const values = body['ExpressionAttributeValues'] as Readonly<Record<string, { readonly S: string }>> | undefined;
    if (operation !== 'Query' || values?.[':pk']?.S !== `log#${id}` || lagging-- <= 0) return 'through';
    return {
      after: (answer) => ({ ...answer, body: { ...answer.body, Items: itemsOf(answer).slice(0, -1) } }),
    };
  });
  expect(await store.log(id, 1, 100)).toEqual(whole);
  const [again, end] = ['Query', 'TransactGetItems'];
  expect(operations()).toEqual([again, end, again, end, again, end]);
});

test('a get of head and records is one TransactGetItems, so there is nothing to mix', async () => {
  const { store, sent } = playedStore(table, () => 'through');
  await over(store).get(id);
  expect(sent.map(({ operation }) => operation)).toEqual(['TransactGetItems']);
  expect(placesOf(sent[0])).toContain('#head');
});

describe('a large commit whose mark is seen before its chunks', () => {
  let large = 0;

  /** A dialogue with a large commit that is not in its places, of so many chunks. */
  async function unfinished(records: number, bytes: number): Promise<DialogueId> {
    const each = dialogueId(`isolation-${(large += 1)}`);
    let written = 0;
    const { store } = playedStore(table, ({ operation }) =>
      operation === 'TransactWriteItems' && ++written > 1 ? { instead: failure('ECONNRESET') } : 'through',
    );
    await store.commit(each, commitOf(1, itemKeys(0, records), bytes));
    return each;
  }

  /** Reads of chunks find the last one missing, by these operations; the first so many, or always. */
  function withoutChunks(operations: readonly string[], times: number): Played {
    let left = times;
    return playedStore(table, (sent) => {
      if (sent.operation === 'TransactWriteItems') return { instead: failure('ECONNRESET') };
      const isOfChunks = JSON.stringify(sent.body).includes('redo#');
      if (!isOfChunks || !operations.includes(sent.operation) || left-- <= 0) return 'through';
      return {
        after: ({ status, body }) => {
          const responses = body['Responses'] as readonly Json[] | undefined;
          return { status, body: responses === undefined ? {} : { Responses: [...responses.slice(0, -1), {}] } };
        },
      };
    });
  }

  test.each([
    ['one chunk', 120, 100, ['GetItem']],
    ['several', 120, 6000, ['TransactGetItems']],
  ])('is loaded whole: %s', async (_what, records, bytes, operations) => {
    const each = await unfinished(records, bytes);
    const once = withoutChunks(operations, 1);
    expect((await once.store.load(each)).records).toHaveLength(records);
    // Head and chunks are asked for as one.
    expect(once.operations().slice(0, 3)).toEqual(['Query', ...operations, 'TransactGetItems']);
    expect(placesOf(once.sent[2])[0]).toBe('#head');
  });

  test('a chunk that is gone for good is integrity_error, after two looks', async () => {
    const each = await unfinished(120, 100);
    const { store, operations } = withoutChunks(['GetItem', 'TransactGetItems'], Infinity);
    expect(await codeOf(store.load(each))).toBe('integrity_error');
    expect(operations()).toEqual(['Query', 'GetItem', 'TransactGetItems']);
  });

  test('a mark that only a query sees, and no transaction, ends as busy', async () => {
    const each = dialogueId(`isolation-${(large += 1)}`);
    await plain.commit(each, commitOf(1, itemKeys(0, 3)));
    const { store } = playedStore(table, ({ operation }) =>
      operation === 'Query'
        ? {
            after: (answer) => {
              const [head, ...others] = itemsOf(answer);
              const marked = { ...head, pendingCommitId: { S: 'f'.repeat(32) }, pendingChunks: { N: '1' } };
              return { ...answer, body: { ...answer.body, Items: [marked, ...others] } };
            },
          }
        : 'through',
    );
    expect(await codeOf(store.load(each))).toBe('backend_busy');
  });
});
