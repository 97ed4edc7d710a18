import {
  createDialogueStore,
  dialogueId,
  type DialogueStore,
  type Keyring,
  type LoadedDialogue,
  type PartitionStore,
} from '@colloquy/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sameData } from '../../../src/judge/Finding.ts';
import { keyringOfSeed } from '../../../src/processes/dialogueProgram.ts';
import { experts, largeRound } from '../../large/largeRound.ts';
import { intercept } from '../../../src/dialogue/support/intercept.ts';
import { clientOf, createDynamoField, openOver, type DynamoField } from '../support/dynamoField.ts';
import { between, SteadyWriter, Turnstile, type Asked } from '../support/SteadyWriter.ts';

/*
 * A load of 5 MB under a steady writer, who commits between every two requests of the load: it ends with a consistent, verified state,
 * and its requests can be counted beforehand:
 *
 *   P                pages of the records, one for each MB
 *   + 1 + 1          the head as it is by then, and the log up to it
 *   + 2 (B1 + B2)    two rounds of catching up, in batches of at most 95 keys: the records, and the log up to their head
 *
 * where B1 = ceil(K1 / 95) for the K1 keys that were changed from the first page to that head, and B2 = ceil(K2 / 95) for the K2 keys that
 * were changed from there to the last head of the first round. The second round completes the state of a head of the first one,
 * whatever is written meanwhile: what it brings is new, and what changes with every commit was seen under that very head.
 */

const keysOfBatch = 95;
const mb = 1024 * 1024;
const id = dialogueId('five-mb');
const claims = 20;

let field: DynamoField;
let keyring: Keyring;
let writer: DialogueStore;
let steady: SteadyWriter;
let nextRound = 2;

/** A dialogue of 5 MB: 40 perspectives of 128 KB each, and what a writer changes. */
beforeAll(async () => {
  field = await createDynamoField();
  keyring = await keyringOfSeed(5);
  writer = createDialogueStore({ backend: field.clean, keyring });
  await writer.create(id, { title: 'Five megabytes' });
  for (const slug of experts) await writer.registerExpert(id, { slug, role: 'Voice', tier: 'Core', source: 'pool' });
  const text = 'Said at length. '.repeat(8 * 1024);
  const common = { contributors: ['muffin'] };
  for (const round of [0, 1]) {
    const localId = (letter: string, at: number): string =>
      `MUFFIN-${letter}0${round}${String(at + 1).padStart(2, '0')}`;
    await writer.registerRound(id, {
      round,
      panel: [{ slug: 'muffin', source: 'pool' }],
      perspectives: Array.from({ length: 20 }, (_, at) => ({
        ...common,
        localId: localId('P', at),
        label: 'Long',
        content: text,
      })),
      tensions: round === 1 ? [] : [{ ...common, localId: localId('T', 0), label: 'Busy', description: 'Too busy?' }],
      claims: Array.from({ length: claims / 2 }, (_, at) => ({
        ...common,
        localId: localId('C', at),
        label: 'Short',
        content: 'Yes.',
      })),
    });
  }
  const numbers = Array.from({ length: 10 }, (_, at) => [
    String(at + 1).padStart(4, '0'),
    String(at + 101).padStart(4, '0'),
  ]);
  const items = numbers.flat().flatMap((number) => [
    { target: `P${number}`, status: 'refined' },
    { target: `C${number}`, status: 'supported' },
  ]);
  steady = new SteadyWriter(writer, id, items);
});

afterAll(async () => {
  await field[Symbol.asyncDispose]();
});

async function pages(): Promise<number> {
  const { records } = await field.clean.load(id);
  const bytes = records.reduce((sum, { key, envelope }) => sum + key.length + envelope.byteLength, 0);
  expect(bytes).toBeGreaterThan(5 * mb);
  return Math.ceil(bytes / mb);
}

interface Watched<T> {
  readonly loaded: T;
  readonly asked: readonly Asked[];
  /** The head before it began. */
  readonly n: number;
}

/** Loads through a client of its own, with something going on between every two requests. */
async function loadWhile<T>(
  act: (requests: number) => Promise<void>,
  load: (backend: PartitionStore) => Promise<T>,
): Promise<Watched<T>> {
  const client = clientOf(field.endpoint);
  const backend = await openOver(client, field.table);
  const n = (await field.clean.head(id))?.n ?? 0;
  const asked = between(client, act);
  try {
    return { loaded: await load(backend), asked, n };
  } finally {
    await backend.close();
  }
}

/** Different keys that the commits after `from` up to `to` changed. */
async function changed(from: number, to: number): Promise<ReadonlySet<string>> {
  if (to === from) return new Set();
  const { entries } = await writer.history(id, from + 1, to - from);
  return new Set(entries.flatMap(({ keys }) => keys));
}

/** The requests of a load with so many pages that began at n, with so many commits between every two of them. */
async function expected(records: number, n: number, commits: number): Promise<readonly Asked[]> {
  const batches = (keys: ReadonlySet<string>): number => Math.ceil(keys.size / keysOfBatch);
  const newest = n + records * commits;
  const first = batches(await changed(n, newest));
  const second = batches(await changed(newest, n + (records + 2 * first) * commits));
  const rounds = Array.from({ length: first + second }, () => ['TransactGetItems', 'log']);
  return [...Array.from({ length: records }, () => 'records'), 'GetItem', 'log', ...rounds.flat()];
}

/** What was loaded is the state of its n: records that have not changed since are as they are now, and none is missing or too many. */
async function expectState({ n, state }: LoadedDialogue): Promise<void> {
  const now = await open(field.clean).load(id);
  const present = new Set([...now.state.entries()].map(([key]) => key));
  const later = await changed(n, now.n);
  const entities = new Map(state.entries());
  let compared = 0;
  for (const [key, entity] of now.state.entries()) {
    if (later.has(key)) continue;
    compared += 1;
    if (!sameData(entities.get(key), entity)) throw new Error(`${key} in the state of ${n} is not as it was`);
  }
  expect(compared).toBeGreaterThan(50);
  expect([...entities.keys()].filter((key) => !present.has(key))).toEqual([]);
  expect(await writer.verify(id)).toMatchObject({ ok: true, findings: [] });
}

const open = (backend: PartitionStore): DialogueStore => createDialogueStore({ backend, keyring });

describe('a load of 5 MB', { timeout: 60_000 }, () => {
  test('that nobody disturbs: its pages, and nothing else', async () => {
    const most = await pages();
    const { asked } = await loadWhile(
      async () => undefined,
      (backend) => open(backend).load(id),
    );
    expect(new Set(asked)).toEqual(new Set(['records']));
    expect([most, most + 1]).toContain(asked.length);
  });

  test('while the root changes between every two requests: it comes with the head, so nothing is to be caught up', async () => {
    const most = await pages();
    const { loaded, asked, n } = await loadWhile(
      () => steady.root(),
      (backend) => open(backend).load(id),
    );
    expect(new Set(asked)).toEqual(new Set(['records']));
    expect([most, most + 1]).toContain(asked.length);
    expect(loaded.n).toBe(n);
    await expectState(loaded);
  });

  test('while the root and something anywhere change between every two requests', async () => {
    const most = await pages();
    const act = async (): Promise<void> => {
      await steady.root();
      await steady.anywhere();
    };
    const { loaded, asked, n } = await loadWhile(act, (backend) => open(backend).load(id));
    const records = asked.filter((each) => each === 'records').length;
    expect([most, most + 1]).toContain(records);
    expect(asked).toEqual(await expected(records, n, 2));
    expect(asked).toHaveLength(records + 6);
    expect(loaded.n).toBeGreaterThan(n);
    await expectState(loaded);
  });

  test('while large commits land between its pages and while it catches up', async () => {
    const most = await pages();
    let large = 0;
    const act = async (requests: number): Promise<void> => {
      // Between the first pages, and once within each round of catching up.
      if (requests > 3 && requests % 6 !== 4) return steady.root();
      const { n } = await writer.registerRound(id, largeRound({ round: nextRound++, items: 12, moves: 0 }));
      expect((await changed(n - 1, n)).size).toBeGreaterThan(100);
      large += 1;
    };
    const { loaded, asked, n } = await loadWhile(act, (backend) => open(backend).load(id));
    const records = asked.filter((each) => each === 'records').length;
    expect([most, most + 1]).toContain(records);
    expect(asked).toEqual(await expected(records, n, 1));
    expect(large).toBeGreaterThan(5);
    expect(loaded.n).toBeGreaterThan(n);
    await expectState(loaded);
  });

  test('while a large commit goes on by one request between every two: laid over from its chunks, and one attempt to finish it', async () => {
    const most = await pages();
    const client = clientOf(field.endpoint);
    const backend = await openOver(client, field.table);
    const turnstile = new Turnstile(client);
    const asked: Asked[] = [];
    const round = nextRound++;
    try {
      const { n } = await field.clean.load(id).then(({ head }) => head ?? { n: NaN });
      const call = open(backend)
        .registerRound(id, largeRound({ round, items: 12, moves: 0 }))
        .finally(() => turnstile.end());
      // Up to the moment in which it takes effect.
      while ((await field.clean.head(id))?.n === n) await turnstile.turn();
      const { loaded, asked: all } = await loadWhile(
        () => turnstile.turn(),
        (through) => open(through).load(id),
      );
      asked.push(...all);
      expect(loaded.n).toBe(n + 1);
      expect(loaded.state.list('round').some((each) => each.round === round)).toBe(true);
      for (let turn = 0; turn < 10; turn++) await turnstile.turn();
      expect(await call).toMatchObject({ n: n + 1 });
      await expectState(loaded);
    } finally {
      await backend.close();
    }
    const records = asked.filter((each) => each === 'records').length;
    expect([most, most + 1]).toContain(records);
    // The one chunk right after the head; in the end the mark is gone.
    const rest = Array.from({ length: records - 1 }, () => 'records');
    expect(asked).toEqual(['records', 'GetItem', ...rest, 'TransactWriteItems']);
  });

  test('by a program that starts over at each mismatch it does not end', async () => {
    const most = await pages();
    // Twice what the right one needs.
    const patience = 2 * (most + 7);
    const startOver = new Error('start over');
    const naive = async (backend: PartitionStore, asked: () => number): Promise<string> => {
      while (asked() < patience) {
        const answer = await backend.load(id);
        const refuse = async (): Promise<never> => Promise.reject(startOver);
        const once = intercept(backend, { load: async () => answer, get: refuse, log: refuse });
        const isRight = await open(once)
          .load(id)
          .then(
            () => true,
            (error: unknown) => {
              if (error !== startOver) throw error;
              return false;
            },
          );
        if (isRight) return 'ended';
      }
      return 'goes on';
    };
    let count = 0;
    const act = async (requests: number): Promise<void> => {
      count = requests;
      await steady.root();
      await steady.anywhere();
    };
    const disturbed = await loadWhile(act, (backend) => naive(backend, () => count + 1));
    expect(disturbed.loaded).toBe('goes on');
    const quiet = await loadWhile(
      async () => undefined,
      (backend) => naive(backend, () => 0),
    );
    expect(quiet.loaded).toBe('ended');
  });
});
