import { describe, expect, test } from 'vitest';
import type { RecordKey } from '../../../src/address/RecordKey.ts';
import type { Json } from '../../../src/bytes/index.ts';
import { decodeEntity, encodeEntity, keyOfEntity } from '../../../src/domain/entities/entityCodec.ts';
import type { Entity, Expert, Move, Ref, Tension, Verdict } from '../../../src/domain/entities/types.ts';
import { isColloquyError, type ColloquyError, type ErrorCode } from '../../../src/errors/index.ts';

const createdAt = '2026-02-06T12:00:00.000Z';

const tension: Tension = {
  type: 'tension',
  id: 'T0103',
  round: 1,
  seq: 3,
  status: 'open',
  createdAt,
  label: 'Stale verdict arrays',
  description: 'secret words',
  contributors: ['muffin'],
  references: [{ refType: 'support', targetId: 'P0102' }],
  eventCount: 1,
};

const expert: Expert = {
  type: 'expert',
  id: 'muffin',
  tier: 'Core',
  source: 'pool',
  relevance: 0.95,
  totalScore: 47,
  createdAt,
  role: 'Relational Database Architect',
  scores: { 0: 23, 10: 24 },
};

const ref: Ref = {
  type: 'ref',
  id: 'P0101#support#T0001',
  sourceId: 'P0101',
  refType: 'support',
  targetId: 'T0001',
  sourceType: 'perspective',
  targetType: 'tension',
  createdAt,
};

const verdict: Verdict = {
  type: 'verdict',
  id: 'final',
  verdictType: 'final',
  round: 3,
  createdAt,
  recommendation: 'Keep the design',
  description: 'Unanimous',
};

const signal: Move = {
  type: 'move',
  id: '03#muffin#00',
  round: 3,
  expert: 'muffin',
  seq: 0,
  moveType: 'converge',
  createdAt,
  targets: [],
};

const manyScores = Object.fromEntries(Array.from({ length: 1_000_000 }, (_, round) => [`r${round}`, 1]));

const keyOf = (text: string): RecordKey => text as RecordKey;

function thrownBy(action: () => unknown, code: ErrorCode): ColloquyError {
  try {
    action();
  } catch (error) {
    if (isColloquyError(error, code)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('encodeEntity', () => {
  test('stores fields only: no type, no identity', () => {
    expect(encodeEntity(tension)).toEqual({
      status: 'open',
      createdAt,
      label: 'Stale verdict arrays',
      description: 'secret words',
      contributors: ['muffin'],
      references: [{ refType: 'support', targetId: 'P0102' }],
      eventCount: 1,
    });
  });

  test('stores a ratio as an exact integer', () => {
    expect(encodeEntity(expert)['relevance']).toBe(9500);
    for (let k = 0; k <= 10_000; k++) expect(encodeEntity({ ...expert, relevance: k / 10_000 })['relevance']).toBe(k);
  });

  test('leaves absent fields out, present as undefined or not', () => {
    const loose = { ...expert, relevance: undefined, color: undefined } as unknown as Entity;
    expect(Object.keys(encodeEntity(loose))).toEqual(['tier', 'source', 'totalScore', 'createdAt', 'role', 'scores']);
  });

  test('a reference keeps its type and the types of its ends', () => {
    expect(encodeEntity(ref)).toEqual({
      sourceType: 'perspective',
      targetType: 'tension',
      refType: 'support',
      createdAt,
    });
  });

  test.each<[string, object, string]>([
    ['an unknown field', { ...tension, verdicts: [] }, 'other'],
    ['a value outside its range', { ...tension, eventCount: 10_000 }, 'eventCount'],
    ['a sum that is no safe integer', { ...expert, totalScore: 2 ** 53 }, 'totalScore'],
    ['a status of another type', { ...tension, status: 'adopted' }, 'status'],
    ['a ratio that the stored form cannot hold', { ...expert, relevance: 0.12345 }, 'relevance'],
    ['a lone surrogate', { ...tension, description: 'a\uD800' }, 'description'],
    ['a final verdict under another id', { ...verdict, id: 'v01' }, 'verdictType'],
    ['a convergence signal under a number', { ...signal, seq: 1, id: '03#muffin#01' }, 'moveType'],
    ['a reference that says another type than its key', { ...ref, targetType: 'claim' }, 'targetType'],
  ])('refuses what could never be read again: %s', (_what, entity, field) => {
    const error = thrownBy(() => encodeEntity(entity as Entity), 'invalid_argument');
    expect(error.context['fields']).toMatchObject([{ field }]);
  });

  test.each<[string, object]>([
    ['an id that is not the one of its numbers', { ...tension, seq: 4 }],
    ['a round outside the range', { ...tension, round: 100, id: 'T10003' }],
    ['a number outside the range', { ...tension, seq: 0, id: 'T0100' }],
    ['a slug that is none', { ...expert, id: 'Muffin' }],
  ])('refuses %s', (_what, entity) => {
    expect(thrownBy(() => encodeEntity(entity as Entity), 'invalid_argument').message).toContain('identity');
  });
});

describe('decodeEntity', () => {
  const stored = encodeEntity(tension);
  const key = keyOfEntity(tension);

  test('gives type, identity and fields', () => {
    expect(decodeEntity(key, 1, stored)).toEqual(tension);
    for (const entity of [expert, ref, verdict, signal]) {
      expect(decodeEntity(keyOfEntity(entity), 1, encodeEntity(entity))).toEqual(entity);
    }
  });

  test.each<[string, RecordKey, number, Json]>([
    ['an unknown type', keyOf('rumour#01#03'), 1, stored],
    ['a reserved type', keyOf('key#dek'), 1, stored],
    ['a type of Object.prototype', keyOf('constructor#01#03'), 1, stored],
    ['a key of another type', keyOf('perspective#01#03'), 1, stored],
    ['a key that is none', keyOf('tension#1#3'), 1, stored],
    ['a version from the future', key, 2, stored],
    ['version 0', key, 0, stored],
    ['no object', key, 1, null],
    ['a list', key, 1, [stored]],
    ['an unknown field', key, 1, { ...stored, id: 'T0103' }],
    ['__proto__', key, 1, JSON.parse(JSON.stringify(stored).replace('{', '{"__proto__":{},')) as Json],
    ['an absent field', key, 1, Object.fromEntries(Object.entries(stored).filter(([name]) => name !== 'status'))],
    ['null for an absent field', keyOf('expert#muffin'), 1, { ...encodeEntity(expert), color: null }],
    ['an unknown status', key, 1, { ...stored, status: 'Open' }],
    ['a ratio that is no integer', keyOf('expert#muffin'), 1, { ...encodeEntity(expert), relevance: 0.95 }],
    ['a ratio above one', keyOf('expert#muffin'), 1, { ...encodeEntity(expert), relevance: 10_001 }],
    ['-0', key, 1, { ...stored, eventCount: -0 }],
    ['a million scores', keyOf('expert#muffin'), 1, { ...encodeEntity(expert), scores: manyScores }],
    ['a reference under another key', keyOf('ref#P0101#oppose#T0001'), 1, encodeEntity(ref)],
    ['a final verdict under another id', keyOf('verdict#v01'), 1, encodeEntity(verdict)],
    [
      'another verdict under the id final',
      keyOf('verdict#final'),
      1,
      { ...encodeEntity(verdict), verdictType: 'minority' },
    ],
    ['a convergence signal under a number', keyOf('move#03#muffin#01'), 1, encodeEntity(signal)],
    [
      'another move under the number of the signal',
      keyOf('move#03#muffin#00'),
      1,
      { ...encodeEntity(signal), moveType: 'bridge' },
    ],
    ['a reference between other types', keyOf('ref#P0101#support#C0001'), 1, encodeEntity(ref)],
  ])('refuses %s', (_what, recordKey, v, fields) => {
    const { context } = thrownBy(() => decodeEntity(recordKey, v, fields), 'integrity_error');
    expect(context['key']).toBe(recordKey);
    expect((context['fields'] as unknown[]).length).toBeLessThan(200);
  });

  test('an error names fields and codes, never what is sealed', () => {
    const bad = {
      ...stored,
      status: 'secret words',
      description: 5,
      'secret words': 1,
      contributors: ['secret words'],
    };
    const error = thrownBy(() => decodeEntity(key, 1, bad), 'integrity_error');
    expect(error.context['fields']).toEqual([
      { field: 'status', code: 'invalid_value' },
      { field: 'description', code: 'invalid_value' },
      { field: 'contributors', code: 'invalid_value' },
      { field: 'other', code: 'unknown_field' },
    ]);
    expect(`${error.message} ${JSON.stringify(error)} ${error.stack ?? ''}`).not.toContain('secret words');
  });

  test('ten thousand entities are decoded in well under a second on an idle machine', () => {
    const start = performance.now();
    for (let i = 0; i < 10_000; i++) decodeEntity(key, 1, stored);
    // About 30 ms on an idle core; the bound leaves room for a busy one and only catches a change of order.
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
