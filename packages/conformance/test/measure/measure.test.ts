import {
  analyticsPortContract,
  analyticsStoreContract,
  dialogueStoreContract,
  partitionStoreContract,
  repairPortContract,
  storeHeaderContract,
  type Bound,
} from '@colloquy/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { dialogueKit } from '../../src/dialogue/kit/dialogueKit.ts';
import type { AdapterKit } from '../../src/kit/AdapterKit.ts';
import { dialogueMeasureLaw, storeMeasureLaw } from '../../src/measure/measureLaw.ts';
import { delegate } from '../../src/memory/delegate.ts';
import { memoryKit, type MemoryKitOptions } from '../../src/memory/memoryKit.ts';
import type { Measured, Measurement } from '../../src/report/Measurement.ts';
import { runLaws } from '../../src/suite/runSuite.ts';

const options: MemoryKitOptions = { measures: true, transactionLimit: 100 };

async function measuredOn(kit: AdapterKit): Promise<Measured | undefined> {
  let found: Measured | undefined;
  const laws = [storeMeasureLaw({ done: (measured) => (found = measured) })];
  const results = await runLaws({ kit, laws });
  expect(results.map(({ status, message }) => [status, message])).toEqual([['passed', undefined]]);
  return found;
}

async function dialoguesMeasuredOn(kit: AdapterKit): Promise<Measured | undefined> {
  let found: Measured | undefined;
  const laws = [dialogueMeasureLaw({ done: (measured) => (found = measured) })];
  const results = await runLaws({ kit: dialogueKit(kit), laws });
  expect(results.map(({ status, message }) => [status, message])).toEqual([['passed', undefined]]);
  return found;
}

/** What every call cost, without what it asked for. */
function costs({ measurements }: Measured, method: string): readonly number[] {
  return measurements.filter((each) => each.method === method).map(({ requests }) => requests.length);
}

let store: Measured;
let dialogues: Measured;

beforeAll(async () => {
  const [first, second] = [await measuredOn(memoryKit(options)), await dialoguesMeasuredOn(memoryKit(options))];
  if (first === undefined || second === undefined) throw new Error('nothing was measured');
  [store, dialogues] = [first, second];
}, 60_000);

describe('what is measured', () => {
  test('is the same in every run, to the letter', async () => {
    expect(JSON.stringify(await measuredOn(memoryKit(options)))).toBe(JSON.stringify(store));
    expect(JSON.stringify(await dialoguesMeasuredOn(memoryKit(options)))).toBe(JSON.stringify(dialogues));
  }, 60_000);

  const contracts: readonly {
    readonly trait: string;
    readonly methods: Readonly<Record<string, { readonly budget: object }>>;
  }[] = [
    partitionStoreContract,
    storeHeaderContract,
    repairPortContract,
    analyticsPortContract,
    dialogueStoreContract,
    analyticsStoreContract,
  ];

  /** The cases of a method, by the first unit that tells some; '' for a method without. */
  const casesOf = (budget: object): readonly string[] => {
    const bounds: readonly (Bound | undefined)[] = Object.values(budget);
    const cases = bounds.find((bound) => typeof bound === 'object');
    return cases === undefined ? [''] : Object.keys(cases);
  };

  test.each(contracts.map(({ trait, methods }) => ({ trait, methods })))(
    'of $trait is every method, in every case of its budget, upon three sizes at least',
    ({ trait, methods }) => {
      const all = [...store.measurements, ...dialogues.measurements].filter((each) => each.trait === trait);
      for (const [method, { budget }] of Object.entries(methods)) {
        const own = all.filter((each) => each.method === method);
        const cases = casesOf(budget);
        // What only damage leaves behind is left out of budgets, and cannot be prepared through a kit.
        for (const name of cases.filter((each) => each !== 'a torn one pending')) {
          const found = cases.length === 1 && name === '' ? own : own.filter((each) => each.case === name);
          const sizes = new Set(found.map((each) => each.sizes.records));
          expect(sizes.size, `${trait}.${method} ${name}`).toBeGreaterThanOrEqual(3);
        }
        for (const each of own) {
          if (cases.length > 1) expect(cases, `${trait}.${method}`).toContain(each.case);
        }
      }
      expect(new Set(all.map(({ method }) => method))).toEqual(new Set(Object.keys(methods)));
    },
  );

  test('of loads grows with the pages, and with nothing else', () => {
    const loads = store.measurements.filter((each) => each.method === 'load' && each.case === 'nothing pending');
    expect(loads.map(({ sizes, requests }) => [sizes.records, requests.length])).toEqual([
      [10, 1],
      [100, 1],
      [1000, 1],
      [240, 3],
      [440, 5],
    ]);
  });

  test('says what was asked for, in a line', () => {
    const of = (method: string, name: string): Measurement | undefined =>
      store.measurements.find((each) => each.method === method && each.case === name);
    expect(store.measurements.find(({ method }) => method === 'head')?.requests).toEqual([
      { unit: 'dynamoRequests', request: 'GetItem dialogue#small-10 #head' },
    ]);
    expect(of('settle', 'a large commit pending')?.requests.map(({ request }) => request.split(' ')[0])).toEqual([
      'GetItem',
      'GetItem',
      'TransactWriteItems',
      'PutItem',
      'BatchWriteItem',
      'Query',
      'GetItem',
    ]);
    expect(dialogues.measurements.find(({ method }) => method === 'get')?.requests).toEqual([
      { unit: 'get', request: 'get usual-10 3 keys: dialogue#meta key#log#0001 key#dek#0001' },
    ]);
  });

  test('tells how many chunks are pending, and counts those of a commit as they will be', () => {
    const pending = store.measurements.filter((each) => each.case === 'a large commit pending');
    expect(pending.length).toBeGreaterThan(9);
    for (const { sizes } of pending) expect(sizes['pendingChunks']).toBeGreaterThan(0);
    // The greatest of both: 280 records of 10 KiB.
    const large = store.measurements.filter((each) => each.method === 'commit' && each.case === 'large');
    expect(Math.max(...large.map(({ sizes }) => sizes['chunks'] ?? 0))).toBe(9);
  });
});

describe('a backend that', () => {
  test('reads once for each key is seen to', async () => {
    const breaking = memoryKit({
      ...options,
      storeOf: (inner) => ({
        ...delegate(inner),
        get: async (id, keys, call) => {
          for (const key of keys) await inner.get(id, [key], call);
          return inner.get(id, keys, call);
        },
      }),
    });
    const broken = await measuredOn(breaking);
    expect(Math.max(...costs(store, 'get'))).toBeLessThan(30);
    expect(Math.max(...costs(broken ?? store, 'get'))).toBeGreaterThan(97);
  }, 60_000);

  test('loads a dialogue to answer with its head is seen to, by its growth alone', async () => {
    const breaking = memoryKit({
      ...options,
      storeOf: (inner) => ({
        ...delegate(inner),
        head: async (id, call) => {
          await inner.load(id, call);
          return inner.head(id, call);
        },
      }),
    });
    expect(costs(store, 'head')).toEqual([1, 1, 1, 1, 1]);
    expect(costs((await measuredOn(breaking)) ?? store, 'head')).toEqual([2, 2, 2, 4, 6]);
  }, 60_000);

  test('has no meter although it declares one fails', async () => {
    const { name, capabilities, create } = memoryKit();
    const kit: AdapterKit = { name, capabilities: { ...capabilities, measures: 'sqlStatements' }, create };
    const [result] = await runLaws({ kit, laws: [storeMeasureLaw({ done: () => undefined })] });
    expect(result).toMatchObject({ status: 'failed', reason: 'missing-prerequisite' });
  });
});
