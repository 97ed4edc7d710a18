import { dialogueId } from '@colloquy/core';
import {
  cutAnswer,
  cutBefore,
  cutWithin,
  hold,
  holdAnswer,
  holdBefore,
  startDynamoProxy,
  type DynamoProxy,
  type Fault,
} from '@colloquy/engines';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { manyKeys } from '../../../src/data/names.ts';
import { sameData } from '../../../src/judge/Finding.ts';
import type { OpenStore } from '../../../src/kit/AdapterKit.ts';
import { modelState } from '../../../src/laws/support/state.ts';
import { ModelDialogue } from '../../../src/model/ModelDialogue.ts';
import { Dice } from '../../../src/processes/Dice.ts';
import { runs, settings } from '../../settings.ts';
import { cutAfter } from '../support/cuts.ts';
import { createDynamoField, type DynamoField } from '../support/dynamoField.ts';

/*
 * Reads of DynamoDB whose connection is cut or held at any point: the answer is right or an error that says to try again, never a part
 * of one. That a client has a time limit is for whoever makes it; without one a held read waits for ever.
 */

const { seed } = settings;
/** Of each kind of read at each kind of point. */
const points = runs(2);
const keys = manyKeys(40);
const model = new ModelDialogue(dialogueId('read'));
const { id } = model;
/** Of a client whose requests are held for ever. */
const shortMs = 250;
/** As a client has by itself. */
const attempts = 3;

let field: DynamoField;
let proxy: DynamoProxy;
let store: OpenStore;
let hasty: OpenStore;

beforeAll(async () => {
  field = await createDynamoField();
  proxy = await startDynamoProxy(field.endpoint);
  store = await field.open(proxy.endpoint, { attempts });
  hasty = await field.open(proxy.endpoint, { attempts: 1, timeoutMs: shortMs });
  for (const puts of [keys, keys.slice(0, 3), keys.slice(2, 9)]) {
    const commit = model.draft({ puts });
    await field.clean.commit(id, commit);
    model.commit(commit);
  }
});

afterAll(async () => {
  await hasty.close();
  await store.close();
  await proxy.close();
  await field[Symbol.asyncDispose]();
});

interface Read {
  readonly name: string;
  readonly type: string;
  readonly ask: (from: OpenStore) => Promise<unknown>;
  readonly expected: () => unknown;
}

const reads: readonly Read[] = [
  { name: 'head', type: 'GetItem', ask: (from) => from.head(id), expected: () => model.head() },
  {
    name: 'get',
    type: 'TransactGetItems',
    ask: (from) => from.get(id, keys.slice(1, 30)),
    expected: () => ({ head: model.head(), records: model.get(keys.slice(1, 30)) }),
  },
  {
    name: 'load',
    type: 'Query',
    ask: (from) => from.load(id),
    expected: () => ({ head: modelState(model).loadHead, records: modelState(model).records }),
  },
  {
    name: 'last',
    type: 'Query',
    ask: (from) => from.last(id, 'item#'),
    expected: () => ({ key: model.last('item#') }),
  },
  {
    name: 'log',
    type: 'Query',
    ask: (from) => from.log(id, 1, 1000),
    expected: () => ({ entries: model.entries(1), next: undefined }),
  },
];

/** The same on the request of this read, wherever it is sent; `size` is the length of its answer. */
const kinds: readonly {
  readonly name: string;
  readonly fault: (type: string, dice: Dice, size: number) => Fault;
}[] = [
  { name: 'before the request', fault: (type) => cutBefore({ type }) },
  { name: 'within the request', fault: (type, dice) => cutWithin({ type }, dice.below(600)) },
  { name: 'right after the request', fault: (type) => cutAfter((message) => message.type === type) },
  { name: 'before the answer', fault: (type) => cutAnswer({ type }) },
  { name: 'within the answer', fault: (type, dice, size) => cutAnswer({ type }, 1 + dice.below(size)) },
];

/** Bytes that a read takes from the engine. */
async function sizeOf({ ask }: Read): Promise<number> {
  const taken = (): number => proxy.connections.reduce((sum, { responseBytes }) => sum + responseBytes, 0);
  const before = taken();
  await ask(store);
  return taken() - before;
}

describe.each(reads)('$name', (read) => {
  const { ask, expected, type } = read;

  async function expectRight(answer: unknown): Promise<void> {
    if (!sameData(answer, expected())) expect(answer).toEqual(expected());
  }

  test.each(kinds)(`is cut $name, seed ${seed}`, async ({ fault }) => {
    const dice = new Dice(seed);
    const size = await sizeOf(read);
    for (let point = 0; point < points; point++) {
      const once = proxy.inject(fault(type, dice, size));
      // One lost connection is not worth an error: the client asks again on another.
      await expectRight(await ask(store));
      expect(once.strokes, once.fault.name).toBe(1);

      const always = proxy.inject(fault(type, dice, size), Infinity);
      await expect(ask(store), always.fault.name).rejects.toMatchObject({ code: 'backend_unavailable' });
      expect(always.strokes, always.fault.name).toBe(attempts);
      always.release();
      await expectRight(await ask(store));
    }
  });

  test.each([
    ['the request', holdBefore({ type })],
    ['the answer', holdAnswer({ type })],
    ['everything, new connections too', hold()],
  ])('is held for ever: %s', async (_, fault) => {
    const injection = proxy.inject(fault, Infinity);
    await expect(ask(hasty)).rejects.toMatchObject({ code: 'backend_unavailable' });
    expect(injection.strokes).toBe(1);
    // What is held is not waited for.
    injection.release();
    await expectRight(await ask(store));
  });

  test('is refused a connection: nothing waits, and afterwards the same store goes on', async () => {
    proxy.cut();
    proxy.refuse();
    await expect(ask(store)).rejects.toMatchObject({ code: 'backend_unavailable' });
    await proxy.accept();
    await expectRight(await ask(store));
  });
});
