import { describe, expect, test } from 'vitest';
import type { RecordKey } from '../../../src/address/RecordKey.ts';
import { identityOfKey } from '../../../src/domain/entities/index.ts';
import { itemTypes, type EntityType } from '../../../src/domain/enumerations.ts';
import { displayId, entityKey, localId, parseDisplayId, parseLocalId } from '../../../src/domain/ids/index.ts';

test('every display id reads back, and there are 5 times 100 times 99 of them', () => {
  const ids = new Set<string>();
  for (const type of itemTypes) {
    for (let round = 0; round <= 99; round++) {
      for (let seq = 1; seq <= 99; seq++) {
        const id = displayId(type, round, seq);
        expect(parseDisplayId(id)).toEqual({ type, round, seq });
        ids.add(id);
      }
    }
  }
  expect(ids.size).toBe(5 * 100 * 99);
  expect(displayId('perspective', 1, 2)).toBe('P0102');
});

test.each(['', 'P', 'P0100', 'p0102', 'X0102', 'P01021', 'P0102\n', ' P0102', 'P١٢٣٤', 'MUFFIN-P0102'])(
  'no display id: %s',
  (text) => {
    expect(parseDisplayId(text)).toBeUndefined();
  },
);

describe('local ids', () => {
  test('say expert, type, round and number', () => {
    expect(localId('muffin', 'perspective', 1, 1)).toBe('MUFFIN-P0101');
    expect(parseLocalId('MUFFIN-P0101')).toEqual({ expert: 'muffin', type: 'perspective', round: 1, seq: 1 });
  });

  test('of experts whose slugs look like ids', () => {
    for (const expert of ['a', '0', 'mary-ann', 'p0101', 'x-p0101', 'a-', 'a'.repeat(64)]) {
      expect(parseLocalId(localId(expert, 'claim', 99, 99))).toEqual({ expert, type: 'claim', round: 99, seq: 99 });
    }
  });

  test.each([
    'P0101',
    '-P0101',
    'muffin-P0101',
    'MUFFIN-p0101',
    'MUFFIN-P0100',
    'MUFFIN_P0101',
    'MÜFFIN-P0101',
    `${'A'.repeat(65)}-P0101`,
  ])('none: %s', (text) => {
    expect(parseLocalId(text)).toBeUndefined();
  });
});

describe('the identity of a key', () => {
  test.each([
    ['dialogue', entityKey.dialogue(), { id: 'meta' }],
    ['expert', entityKey.expert('muffin'), { id: 'muffin' }],
    ['content', entityKey.content(1, 'muffin'), { id: '01#muffin', round: 1, expert: 'muffin' }],
    ['round', entityKey.round(0), { id: '00', round: 0 }],
    ['verdict', entityKey.verdict('final'), { id: 'final' }],
    ['tension', entityKey.item('tension', 1, 3), { id: 'T0103', round: 1, seq: 3 }],
    ['move', entityKey.move(2, 'scone', 9), { id: '02#scone#09', round: 2, expert: 'scone', seq: 9 }],
    [
      'ref',
      entityKey.ref('P0101', 'support', 'T0001'),
      { id: 'P0101#support#T0001', sourceId: 'P0101', refType: 'support', targetId: 'T0001' },
    ],
    ['event', entityKey.event('round', '01', 2), { id: 'round#01#0002', entityType: 'round', entityId: '01', seq: 2 }],
    [
      'event',
      entityKey.event('dialogue', 'meta', 1),
      { id: 'dialogue#meta#0001', entityType: 'dialogue', entityId: 'meta', seq: 1 },
    ],
  ] as const)('%s %s', (type, key, identity) => {
    expect(identityOfKey(type, key)).toEqual(identity);
  });

  test.each<[EntityType, string]>([
    ['dialogue', 'dialogue#other'],
    ['dialogue', 'expert#meta'],
    ['expert', 'expert#Muffin'],
    ['expert', 'expert#a#b'],
    ['content', 'content#1#muffin'],
    ['content', 'content#01'],
    ['content', 'content#01#a#b'],
    ['round', 'round#1'],
    ['round', 'round#001'],
    ['verdict', 'verdict#FINAL'],
    ['tension', 'tension#01#00'],
    ['tension', 'tension#01#3'],
    ['tension', 'tension#01#03#04'],
    ['tension', 'perspective#01#03'],
    ['move', 'move#01#muffin'],
    ['move', 'move#01#muffin#100'],
    ['move', 'move#01#muffin#0'],
    ['ref', 'ref#P0101#supports#T0001'],
    ['ref', 'ref#P0101#support'],
    ['ref', 'ref#P0100#support#T0001'],
    ['ref', 'ref#P0101#support#final'],
    ['event', 'event#tension#P0001#0001'],
    ['event', 'event#tension#T0001#0000'],
    ['event', 'event#tension#T0001#001'],
    ['event', 'event#verdict#final#0001'],
    ['event', 'event#dialogue#other#0001'],
    ['event', 'event#round#1#0001'],
    ['tension', ''],
    ['tension', 'tension'],
    ['tension', 'tension#01#03\n'],
  ])('%s has no key %s', (type, key) => {
    expect(identityOfKey(type, key as RecordKey)).toBeUndefined();
  });
});
