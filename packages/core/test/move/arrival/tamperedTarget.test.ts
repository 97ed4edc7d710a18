import { describe, expect, test } from 'vitest';
import { utf8Bytes } from '../../../src/bytes/index.ts';
import { copyDialogue, verifyCopy, type ArrivalRequest } from '../../../src/move/arrival/index.ts';
import type { Batch } from '../../../src/traits/MigrationPort.ts';
import type { StoredRecord } from '../../../src/traits/PartitionStore.ts';
import { copiedOf } from './support/copiedOf.ts';
import { failure } from './support/failure.ts';
import { departed, id, recordOf, tight, type Journey, type Stop } from './support/Journey.ts';
import { pagesOf, watched } from './support/watched.ts';

const cold = recordOf('tension#01', 'icy');
const entryOf = (journey: Journey, n: number) => journey.log[n - 1] ?? {};

type Tampering = (target: Stop, journey: Journey) => Promise<void>;

const tamperings: readonly (readonly [string, Tampering, object])[] = [
  [
    'a record is missing',
    async (b) => b.tamper('record', 'tension#01', null),
    { key: 'tension#01', n: 2, found: null },
  ],
  ['the last record is missing', async (b) => b.tamper('record', 'zeal#9', null), { key: 'zeal#9', n: 3, found: null }],
  [
    'a record has other bytes',
    async (b) => b.tamper('record', 'tension#01', { envelope: cold.envelope }),
    { key: 'tension#01', n: 2 },
  ],
  [
    'a record has other bytes, and a digest that fits',
    async (b) => b.tamper('record', 'tension#01', cold),
    { key: 'tension#01', n: 2 },
  ],
  [
    'a record has another digest beside it',
    async (b) => b.tamper('record', 'tension#01', { digest: cold.digest }),
    { key: 'tension#01', n: 2 },
  ],
  [
    'a record has another attribute',
    async (b) => b.tamper('record', 'tension#01', { attributes: { rank: 4 } }),
    { key: 'tension#01', n: 2 },
  ],
  [
    'a record is an old version',
    async (b) => b.tamper('record', 'perspective#00#01', recordOf('perspective#00#01', 'one')),
    { key: 'perspective#00#01', n: 3 },
  ],
  [
    'a record is too much',
    async (b) => b.tamper('record', 'aaa#1', recordOf('aaa#1', 'left over')),
    { key: 'aaa#1', logged: null },
  ],
  [
    'a record behind the last is too much',
    async (b) => b.tamper('record', 'zeal#99', recordOf('zeal#99', 'left over')),
    { key: 'zeal#99', logged: null },
  ],
  ['the first entry is missing', async (b) => b.tamper('entry', 1, null), { n: 1, why: 'changed' }],
  ['an entry is missing', async (b) => b.tamper('entry', 2, null), { n: 2, why: 'changed' }],
  ['migrate.out is missing', async (b) => b.tamper('entry', 4, null), { n: 4, why: 'changed' }],
  ['an entry has another body', async (b) => b.tamper('entry', 2, { body: utf8Bytes('[]') }), { n: 2, why: 'changed' }],
  [
    'an entry has another MAC',
    async (b) => b.tamper('entry', 2, { auth: new Uint8Array(32) }),
    { n: 2, why: 'changed' },
  ],
  [
    'an entry has another commit id',
    async (b) => b.tamper('entry', 2, { commitId: '0'.repeat(32) }),
    { n: 2, why: 'changed' },
  ],
  [
    'entries stand in the other order',
    async (b, journey) => {
      await b.tamper('entry', 2, { ...entryOf(journey, 3), n: 2 });
      await b.tamper('entry', 3, { ...entryOf(journey, 2), n: 3 });
    },
    { n: 2, why: 'changed' },
  ],
  [
    'an entry is too much',
    async (b, journey) => b.tamper('entry', 5, { ...entryOf(journey, 4), n: 5 }),
    { n: 5, why: 'sequence' },
  ],
  [
    'an entry far behind is too much',
    async (b, journey) => b.tamper('entry', 4000, { ...entryOf(journey, 4), n: 4000 }),
    { n: 4000, why: 'sequence' },
  ],
];

async function copied(): Promise<{ journey: Journey; move: ArrivalRequest }> {
  const { journey, move } = await departed();
  await copyDialogue(move);
  return { journey, move: { ...move, limits: tight } };
}

describe('read back', () => {
  test.each(tamperings)('%s: it is repaired, once, and nothing else is written', async (_, tamper) => {
    const { journey, move } = await copied();
    const { a, b } = journey.stops;
    await tamper(b, journey);
    let rows = 0;
    const target = watched(b, {
      before: (call, args) => {
        if (call !== 'writeBatch') return;
        const { entries, records, removeEntries, removeRecords } = args[2] as Batch;
        rows += entries.length + records.length + removeEntries.length + removeRecords.length;
      },
    });
    expect(await verifyCopy({ ...move, target })).toEqual({
      outcome: 'verified',
      repaired: true,
      copied: copiedOf(journey.expected),
    });
    expect(await b.dump()).toBe(await a.dump());
    expect(rows).toBeLessThanOrEqual(2);
    expect(await verifyCopy(move)).toMatchObject({ repaired: false });
  });

  test.each(tamperings)('%s, and again after the repair: it is refused', async (_, tamper, expected) => {
    const { journey, move } = await copied();
    const { b } = journey.stops;
    await tamper(b, journey);
    const target = watched(b, {
      after: async (call, __, answer) => {
        // Whatever is written is undone at once.
        if (call === 'writeBatch') await tamper(b, journey);
        return answer;
      },
    });
    expect(await failure(verifyCopy({ ...move, target }))).toMatchObject({
      code: 'integrity_error',
      reason: 'target_record',
      dialogueId: id,
      ...expected,
    });
  });

  test('everything differs: everything is copied again', async () => {
    const { journey, move } = await departed();
    const { a, b } = journey.stops;
    for (let at = 0; at < 20; at++) {
      const key = `rubbish#${String(at).padStart(2, '0')}`;
      await b.tamper('record', key, recordOf(key, 'left over'));
      await b.tamper('entry', 3 + at, { ...entryOf(journey, 4), n: 3 + at });
    }
    const target = watched(b, pagesOf(2));
    expect(await verifyCopy({ ...move, limits: tight, target })).toMatchObject({ repaired: true });
    expect(await b.dump()).toBe(await a.dump());
  });

  test('what is said to be copied is what the target gave, not what the source holds', async () => {
    const { journey, move } = await copied();
    let reading = 0;
    const expected = journey.expected.slice(0, -1);
    const source = watched(journey.stops.a, {
      after: (call, _, answer) => {
        if (call === 'exportBatch') reading += 1;
        return answer;
      },
    });
    const verified = await verifyCopy({ ...move, source });
    expect(reading).toBe(0);
    expect(verified).toMatchObject({ copied: copiedOf(journey.expected) });
    expect(verified).not.toMatchObject({ copied: copiedOf(expected) });
  });
});

test('a repair takes nothing from the source that does not match its log', async () => {
  const { journey, move } = await copied();
  const { a, b } = journey.stops;
  await b.tamper('record', 'tension#01', null);
  await a.tamper('record', 'tension#01', cold);
  expect(await failure(verifyCopy(move))).toMatchObject({ reason: 'source_record', key: 'tension#01', n: 2 });
  await a.tamper('record', 'tension#01', null);
  expect(await failure(verifyCopy(move))).toMatchObject({ reason: 'source_record', key: 'tension#01', found: null });
  expect(await b.keys()).not.toContain('tension#01');
});

test('a target that lies about one record in every reading is refused for it', async () => {
  const { journey, move } = await copied();
  const target = watched(journey.stops.b, {
    after: (call, _, answer) => {
      if (call !== 'exportBatch') return answer;
      const { records, next } = answer as { records: readonly StoredRecord[]; next: unknown };
      return {
        next,
        records: records.map((record) => (record.key === cold.key ? { ...record, envelope: cold.envelope } : record)),
      };
    },
  });
  expect(await failure(verifyCopy({ ...move, target }))).toMatchObject({
    code: 'integrity_error',
    reason: 'target_record',
    address: `dialogue:${id}/entity:tension/01`,
    n: 2,
    found: { digest: cold.digest },
  });
});

describe('killed in a repair', () => {
  test('before or after any batch, and repeated: it is whole', async () => {
    for (let at = 0; at < 6; at++) {
      for (const when of ['before', 'after'] as const) {
        const { journey, move } = await departed();
        const { a, b } = journey.stops;
        let left = at;
        const die = (call: string) => {
          if (call === 'writeBatch') left -= 1;
          if (left < 0) throw new Error('the process is gone');
        };
        const watch =
          when === 'before'
            ? { before: die }
            : { after: (call: string, _: unknown, answer: unknown) => (die(call), answer) };
        const request = { ...move, limits: tight };
        await expect(verifyCopy({ ...request, target: watched(b, watch) })).rejects.toThrow('the process is gone');
        expect(await verifyCopy(request)).toMatchObject({ copied: copiedOf(journey.expected) });
        expect(await b.dump(), `${when} ${at}`).toBe(await a.dump());
      }
    }
  });

  test('aborted meanwhile: nothing more is written, and it is no damage', async () => {
    const { journey, move } = await copied();
    const { a, b } = journey.stops;
    await b.tamper('record', 'tension#01', null);
    await journey.cancel(a, b);
    expect(await verifyCopy(move)).toEqual({ outcome: 'superseded', at: 'target' });
    expect(await b.keys()).not.toContain('tension#01');
  });

  test('cleared by another behind the repair: it is no damage', async () => {
    const { journey, move } = await copied();
    const { a, b } = journey.stops;
    await b.tamper('record', 'tension#01', null);
    const target = watched(b, {
      after: async (call, _, answer) => {
        if (call !== 'writeBatch') return answer;
        await journey.cancel(a, b);
        await b.tamper('record', 'tension#01', null);
        return answer;
      },
    });
    expect(await verifyCopy({ ...move, target })).toEqual({ outcome: 'superseded', at: 'target' });
  });
});
