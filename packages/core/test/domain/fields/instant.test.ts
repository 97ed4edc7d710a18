import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isInstant } from '../../../src/domain/fields/instant.ts';
import { seeded } from '../seeded.ts';

const first = -62_135_596_800_000;
const last = 253_402_300_799_999;

test('every millisecond of the years 0001 to 9999 is an instant', () => {
  fc.assert(
    fc.property(fc.integer({ min: first, max: last }), (ms) => isInstant(new Date(ms).toISOString())),
    seeded(1000),
  );
  expect(isInstant(new Date(first - 1).toISOString())).toBe(false);
  expect(isInstant(new Date(last + 1).toISOString())).toBe(false);
});

test('of all dates, exactly those exist that the calendar has', () => {
  for (const year of [1, 4, 100, 400, 1900, 2000, 2024, 2025, 2026, 9999]) {
    for (let month = 0; month <= 13; month++) {
      for (let day = 0; day <= 32; day++) {
        const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T12:34:56.789Z`;
        const parsed = Date.parse(text);
        const exists = !Number.isNaN(parsed) && new Date(parsed).toISOString() === text;
        expect(isInstant(text), text).toBe(exists);
      }
    }
  }
});

test.each([
  '2026-01-01T24:00:00.000Z',
  '2026-01-01T23:59:60.000Z',
  '2026-01-01T00:00:00Z',
  '2026-01-01T00:00:00.000z',
  5,
  null,
])('no instant: %s', (value) => {
  expect(isInstant(value)).toBe(false);
});
