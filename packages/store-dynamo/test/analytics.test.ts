import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { dialogueId, isColloquyError, type DialogueRow } from '@colloquy/core';
import { expect, test } from 'vitest';
import { commitOf, openTable, type Step } from './support/tables.ts';

const page = { limit: 10, after: undefined };
const createdAt = (at: number): string => `2026-02-06T12:00:${String(at).padStart(2, '0')}.000Z`;

async function codeOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'ok',
    (error: unknown) => (isColloquyError(error) ? error.code : error),
  );
}

/** So many open dialogues, each with a tension and an expert of its own and one of all. */
async function fill(
  store: Awaited<ReturnType<typeof openTable>>['store'],
  count: number,
): Promise<readonly DialogueRow[]> {
  const rows: DialogueRow[] = [];
  for (let at = 0; at < count; at++) {
    const id = dialogueId(`d-${at}`);
    const commit = commitOf(1, {
      'dialogue#meta': { status: 'open', createdAt: createdAt(at) },
      'tension#00#01': { status: 'open', createdAt: createdAt(at) },
      'expert#muffin': { totalScore: at },
      [`expert#e-${at}`]: { totalScore: 1 },
    });
    await store.commit(id, commit);
    rows.unshift({ createdAt: createdAt(at), dialogueId: id });
  }
  return rows;
}

const isOfIndex = (input: object): boolean => 'IndexName' in input;

test('each question is a query for each shard, and of each status that it asks for', async () => {
  const asked = new Map<string, number>();
  const { store } = await openTable((request, go) => {
    const { IndexName = 'table', Select = 'rows' } = request.input as { IndexName?: string; Select?: string };
    const name = `${request.command} ${IndexName} ${Select}`;
    asked.set(name, (asked.get(name) ?? 0) + 1);
    return go();
  });
  await fill(store, 5);
  const costs = async (call: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> => {
    asked.clear();
    await call();
    return Object.fromEntries(asked);
  };
  expect(await costs(() => store.analytics.statistics())).toEqual({
    'QueryCommand ByStatus COUNT': 4 * 8,
    'QueryCommand ByTensionStatus COUNT': 3 * 8,
  });
  expect(await costs(() => store.analytics.listByStatus('open', page))).toEqual({ 'QueryCommand ByStatus rows': 8 });
  expect(await costs(() => store.analytics.openTensions(page))).toEqual({ 'QueryCommand ByTensionStatus rows': 3 * 8 });
  expect(await costs(() => store.analytics.expertRanking(page))).toEqual({ 'QueryCommand ByExpert rows': 8 });
});

/** Answers of one item, as the service gives them where a MB ends, and behind each one that holds nothing and is not the last. */
const inPieces: Step = async ({ input }, go) => {
  if (!isOfIndex(input)) return go();
  const { from, isEmpty } = pieceOf(input['ExclusiveStartKey'] as Record<string, object> | undefined);
  if (isEmpty) return { $metadata: {}, Items: [], Count: 0, LastEvaluatedKey: from };
  const answer = await go({ ...input, Limit: 1, ...(from === undefined ? {} : { ExclusiveStartKey: from }) });
  const last = answer['LastEvaluatedKey'] as object | undefined;
  return last === undefined ? answer : { ...answer, LastEvaluatedKey: { ...last, empty: { BOOL: true } } };
};

function pieceOf(key: Record<string, object> | undefined): {
  readonly from: object | undefined;
  readonly isEmpty: boolean;
} {
  const { empty, ...from } = key ?? {};
  return { from: key === undefined ? undefined : from, isEmpty: empty !== undefined };
}

test('every answer of a shard is read to the end, also behind one that holds nothing', async () => {
  const { store } = await openTable(inPieces);
  const rows = await fill(store, 20);
  const { analytics } = store;
  const { byStatus, openTensions } = await analytics.statistics();
  expect([byStatus.open, openTensions]).toEqual([20, 20]);
  expect(await analytics.listByStatus('open', { limit: 15, after: undefined })).toEqual(rows.slice(0, 15));
  expect(await analytics.listByStatus('open', { limit: 15, after: rows[14] })).toEqual(rows.slice(15));
  expect((await analytics.openTensions({ limit: 100, after: undefined })).map((row) => row.dialogueId)).toEqual(
    rows.map((row) => row.dialogueId),
  );
  const [first, ...others] = await analytics.expertRanking({ limit: 100, after: undefined });
  expect(first).toEqual({ slug: 'muffin', dialogues: 20, totalScore: 190 });
  expect(others).toHaveLength(20);
});

test('an index whose answers go in a circle is backend_error, and no endless call', async () => {
  const { store } = await openTable(async ({ input }, go) => {
    if (!isOfIndex(input)) return go();
    return { $metadata: {}, Items: [], Count: 0, LastEvaluatedKey: { pk: { S: 'again' } } };
  });
  await expect(store.analytics.statistics()).rejects.toMatchObject({ code: 'backend_error' });
});

test('a page asks each shard for no more rows than it has', async () => {
  let most = 0;
  const { store } = await openTable(async ({ input }, go) => {
    const answer = await go();
    if (isOfIndex(input)) most = Math.max(most, (answer['Items'] as readonly object[]).length);
    return answer;
  });
  await fill(store, 40);
  expect(await store.analytics.listByStatus('open', { limit: 2, after: undefined })).toHaveLength(2);
  expect(most).toBe(2);
});

test('rows that somebody else has put into an index are left out, and no list ends or begins anew for them', async () => {
  const { store, raw, table } = await openTable();
  const rows = await fill(store, 3);
  const odd: readonly (readonly [string, string, string])[] = [
    ['byStatus', 'dialogues#open#0', 'x'],
    ['byStatus', 'dialogues#open#1', `${createdAt(50)}#Not-an-id`],
    ['byStatus', 'dialogues#open#2', `${createdAt(50)}#d-1#x`],
    ['byStatus', 'dialogues#open#3', `9999#d-1`],
    ['byTensionStatus', 'tensions#open#0', `${createdAt(50)}#d-1`],
    ['byTensionStatus', 'tensions#open#1', `${createdAt(50)}#d-1#01#00`],
    ['byExpert', 'experts#0', 'muffin'],
    ['byExpert', 'experts#1', 'Muffin#d-1'],
    ['byExpert', 'experts#2', 'muffin#d-1#x'],
  ];
  for (const [at, [name, partition, sort]] of odd.entries()) {
    const score = { byExpertScore: { N: name === 'byExpert' ? '5' : '0.5' } };
    const Item = {
      pk: { S: 'odd' },
      sk: { S: String(at) },
      [`${name}Pk`]: { S: partition },
      [`${name}Sk`]: { S: sort },
    };
    await raw.send(new PutItemCommand({ TableName: table, Item: { ...Item, ...score } }));
  }
  const unscored = { byExpertPk: { S: 'experts#4' }, byExpertSk: { S: 'muffin#unscored' } };
  await raw.send(
    new PutItemCommand({ TableName: table, Item: { pk: { S: 'score' }, sk: { S: 'none' }, ...unscored } }),
  );
  const wrongScores = ['-1', '0.5', '9007199254740992'];
  for (const [at, N] of wrongScores.entries()) {
    const Item = { byExpertPk: { S: 'experts#3' }, byExpertSk: { S: `muffin#odd-${at}` }, byExpertScore: { N } };
    await raw.send(new PutItemCommand({ TableName: table, Item: { pk: { S: 'score' }, sk: { S: N }, ...Item } }));
  }
  const { analytics } = store;
  // Behind the odd ones of its shard a page of one row has its row all the same.
  expect(await analytics.listByStatus('open', { limit: 1, after: undefined })).toEqual(rows.slice(0, 1));
  expect(await analytics.listByStatus('open', page)).toEqual(rows);
  expect((await analytics.openTensions(page)).map((row) => row.dialogueId)).toEqual(rows.map((row) => row.dialogueId));
  expect((await analytics.expertRanking(page)).map((row) => [row.slug, row.dialogues])).toEqual([
    ['muffin', 3],
    ['e-0', 1],
    ['e-1', 1],
    ['e-2', 1],
  ]);
});

/** Requests of indexes wait here until they are let go. */
function held() {
  const waiting: { readonly go: () => void; readonly signal: AbortSignal | undefined }[] = [];
  let [now, most, begun] = [0, 0, 0];
  const step: Step = async ({ input, signal }, go) => {
    if (!isOfIndex(input)) return go();
    now += 1;
    begun += 1;
    most = Math.max(most, now);
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    // As the client itself does.
    const abort = (): void => reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
    signal?.addEventListener('abort', abort);
    waiting.push({ go: () => resolve(undefined), signal });
    try {
      await promise;
    } finally {
      now -= 1;
    }
    return go();
  };
  return { step, waiting, state: () => ({ now, most, begun }) };
}

/** Lets what is ready to run do so. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}

test('at most eight queries are under way at one time', async () => {
  const { step, waiting, state } = held();
  const { store } = await openTable(step);
  const counting = store.analytics.statistics();
  let isDone = false;
  const done = (async () => {
    await counting;
    isDone = true;
  })();
  await turns();
  expect(state().now).toBe(8);
  while (!isDone) {
    waiting.shift()?.go();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await done;
  expect(state()).toEqual({ now: 0, most: 8, begun: 56 });
});

test('an abort ends every query that is under way, and none is begun after it', async () => {
  const { step, waiting, state } = held();
  const { store } = await openTable(step);
  const abort = new AbortController();
  const counting = store.analytics.statistics({ signal: abort.signal });
  const ended = counting.catch((error: unknown) => error);
  await turns();
  waiting.shift()?.go();
  await turns();
  const reason = { stopped: 'within' };
  abort.abort(reason);
  expect(await ended).toBe(reason);
  await turns();
  const { now, begun } = state();
  expect(now).toBe(0);
  expect(begun).toBeLessThan(56);
  expect(waiting.every(({ signal }) => signal?.aborted === true)).toBe(true);
});

function exception(name: string): Error {
  return Object.assign(new Error(name), { name, $fault: 'client', $metadata: { httpStatusCode: 400, attempts: 1 } });
}

test('one query that is refused ends the question with its code, and the others with it', async () => {
  const { step, waiting, state } = held();
  let at = 0;
  const { store } = await openTable(async (request, go) => {
    if (isOfIndex(request.input) && (at += 1) === 8) throw exception('AccessDeniedException');
    return step(request, go);
  });
  expect(await codeOf(store.analytics.openTensions(page))).toBe('cannot_open');
  await turns();
  expect(state().now).toBe(0);
  expect(waiting.every(({ signal }) => signal?.aborted === true)).toBe(true);
  expect(at).toBe(8);
});

test('a query that is throttled is sent again, twelve times at the most', async () => {
  let [sent, throttles] = [0, 3];
  const { store } = await openTable(async ({ input }, go) => {
    if (!isOfIndex(input)) return go();
    sent += 1;
    if ((input['IndexName'] as unknown) === 'ByExpert' && sent <= throttles) throw exception('ThrottlingException');
    return go();
  });
  await fill(store, 1);
  expect(await store.analytics.expertRanking(page)).toHaveLength(2);
  expect(sent).toBe(8 + 3);
  throttles = Infinity;
  expect(await codeOf(store.analytics.expertRanking(page))).toBe('backend_busy');
});
