import { dialogueId, isColloquyError } from '@colloquy/core';
import {
  createDatabase,
  cutAnswer,
  cutBefore,
  cutWithin,
  hold,
  holdAnswer,
  holdBefore,
  postgresUrl,
  startPostgresProxy,
  type Fault,
  type PostgresProxy,
  type TestDatabase,
} from '@colloquy/engines';
import { openPostgresStore, type PostgresStore } from '@colloquy/store-postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { manyKeys } from '../../src/data/names.ts';
import { sameData } from '../../src/judge/Finding.ts';
import { modelState } from '../../src/laws/support/state.ts';
import { ModelDialogue } from '../../src/model/ModelDialogue.ts';
import { Dice } from '../../src/processes/Dice.ts';
import { runs, settings } from '../settings.ts';
import { cutAfter } from './support/cuts.ts';

/*
 * Reads whose connection is cut or held at any point: the answer is right or an error that says to try again, never a part of one, and
 * never that of another read.
 */

const { seed } = settings;
/** Of each kind of read at each kind of point. */
const points = runs(4);
const keys = manyKeys(40);
const model = new ModelDialogue(dialogueId('read'));
const { id } = model;
/** Of a store whose calls are held for ever. */
const shortMs = 300;

let database: TestDatabase;
let proxy: PostgresProxy;
let store: PostgresStore;
let hasty: PostgresStore;

beforeAll(async () => {
  database = await createDatabase(postgresUrl());
  proxy = await startPostgresProxy(database.url);
  store = await openPostgresStore({ url: proxy.serverUrl, maxConnections: 1 });
  hasty = await openPostgresStore({ url: proxy.serverUrl, maxConnections: 1, callTimeoutMs: shortMs });
  for (const puts of [keys, keys.slice(0, 3), keys.slice(2, 9)]) {
    const commit = model.draft({ puts });
    await store.commit(id, commit);
    model.commit(commit);
  }
});

afterAll(async () => {
  await hasty.close();
  await store.close();
  await proxy.close();
  await database.drop();
});

interface Read {
  readonly name: string;
  readonly ask: (from: PostgresStore) => Promise<unknown>;
  readonly expected: () => unknown;
}

const reads: readonly Read[] = [
  { name: 'head', ask: (from) => from.head(id), expected: () => model.head() },
  {
    name: 'get',
    ask: (from) => from.get(id, keys.slice(1, 30)),
    expected: () => ({ head: model.head(), records: model.get(keys.slice(1, 30)) }),
  },
  {
    name: 'load',
    ask: (from) => from.load(id),
    expected: () => ({ head: modelState(model).loadHead, records: modelState(model).records }),
  },
  { name: 'last', ask: (from) => from.last(id, 'item#'), expected: () => ({ key: model.last('item#') }) },
  {
    name: 'log',
    ask: (from) => from.log(id, 1, 1000),
    expected: () => ({ entries: model.entries(1), next: undefined }),
  },
];

/** The same on the request of this read, wherever it is sent; `size` is the length of its answer. */
const kinds: readonly { readonly name: string; readonly fault: (dice: Dice, size: number) => Fault }[] = [
  { name: 'before the request', fault: () => cutBefore({ type: 'B', text: id }) },
  { name: 'within the request', fault: (dice) => cutWithin({ type: 'B', text: id }, dice.below(600)) },
  { name: 'before its Sync', fault: () => cutBefore({ type: 'S' }) },
  { name: 'right after the request', fault: () => cutAfter(({ type }) => type === 'S') },
  { name: 'before the answer', fault: () => cutAnswer({ type: 'B', text: id }) },
  { name: 'within the answer', fault: (dice, size) => cutAnswer({ type: 'B', text: id }, 1 + dice.below(size)) },
];

/** Bytes that a read takes from the server, when its statement is prepared. */
async function sizeOf({ ask }: Read): Promise<number> {
  const taken = (): number => proxy.connections.reduce((sum, { responseBytes }) => sum + responseBytes, 0);
  await ask(store);
  const before = taken();
  await ask(store);
  return taken() - before;
}

describe.each(reads)('$name', (read) => {
  const { ask, expected } = read;

  async function expectRight(answer: unknown): Promise<void> {
    if (!sameData(answer, expected())) expect(answer).toEqual(expected());
  }

  test.each(kinds)(`is cut $name, seed ${seed}`, async ({ fault }) => {
    const dice = new Dice(seed);
    const size = await sizeOf(read);
    for (let point = 0; point < points; point++) {
      const once = proxy.inject(fault(dice, size));
      // One lost connection is not worth an error: the read is asked again on another.
      await expectRight(await ask(store));
      expect(once.strokes, once.fault.name).toBe(1);

      const always = proxy.inject(fault(dice, size), Infinity);
      await expect(ask(store), always.fault.name).rejects.toMatchObject({ code: 'backend_unavailable' });
      expect(always.strokes, always.fault.name).toBeGreaterThan(1);
      always.release();
      await expectRight(await ask(store));
    }
  });

  test.each([
    ['the request', holdBefore({ type: 'B', text: id })],
    ['the answer', holdAnswer({ type: 'B', text: id })],
  ])('is held for ever: %s', async (_, fault) => {
    const injection = proxy.inject(fault);
    await expect(ask(hasty)).rejects.toMatchObject({
      code: 'backend_unavailable',
      context: { callTimeoutMs: shortMs },
    });
    expect(injection.strokes).toBe(1);
    // That connection is still held, and not waited for.
    await expectRight(await askUntilItAnswers(ask));
    injection.release();
    await expectRight(await askUntilItAnswers(ask));
  });

  test('is held for ever: everything, new connections too', async () => {
    const injection = proxy.inject(hold(), Infinity);
    await expect(ask(hasty)).rejects.toMatchObject({
      code: 'backend_unavailable',
      context: { callTimeoutMs: shortMs },
    });
    expect(injection.strokes).toBeGreaterThan(0);
    injection.release();
    await expectRight(await askUntilItAnswers(ask));
  });
});

/** Of the store whose calls end early: at once, or when a machine that is busy has made the connection in time. */
async function askUntilItAnswers(ask: Read['ask']): Promise<unknown> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask(hasty);
    } catch (error) {
      const isPassing = isColloquyError(error, 'backend_unavailable') || isColloquyError(error, 'backend_busy');
      if (!isPassing || attempt === 50) throw error;
    }
  }
}
