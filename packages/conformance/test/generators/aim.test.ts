import { declarations, limits, utf8Length, type Json } from '@colloquy/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arbitraryActor,
  arbitraryAnyEntity,
  arbitraryEntity,
  arbitraryJson,
  arbitraryRound,
  arbitrarySlug,
  arbitraryText,
  arbitraryTextOf,
} from '../../src/generators/index.ts';
import { seeded } from './seeded.ts';

/** What a generator gives in a thousand runs. A generator that no longer hits its aim makes every property weaker unseen. */
function sample<T>(arbitrary: fc.Arbitrary<T>, numRuns = 1000): readonly T[] {
  return fc.sample(arbitrary, seeded(numRuns) as fc.Parameters<T>);
}

describe('texts', () => {
  const texts = sample(arbitraryText);

  test.each<[string, (text: string) => boolean]>([
    ['NUL', (text) => text.includes('\0')],
    ['characters beyond the basic plane', (text) => /[\u{10000}-\u{10FFFF}]/u.test(text)],
    ['combining marks', (text) => text !== text.normalize('NFC')],
    ['U+FFFD', (text) => text.includes('\uFFFD')],
    ['U+FEFF', (text) => text.includes('\uFEFF')],
    ['characters whose order differs between UTF-16 and UTF-8', (text) => /[\uE000-\uFFFF]/.test(text)],
    ['quotes and backslashes', (text) => /["'\\]/.test(text)],
    ['names of Object.prototype', (text) => text === '__proto__' || text === 'constructor'],
    ['line breaks', (text) => /[\r\n\u2028]/.test(text)],
    ['nothing at all', (text) => text === ''],
  ])('hold %s', (_what, holds) => {
    expect(texts.filter(holds).length).toBeGreaterThan(4);
  });

  test('are well-formed', () => {
    expect(texts.every((text) => text.isWellFormed())).toBe(true);
  });

  test.each(['label', 'text'] as const)('of a %s reach its limit exactly, and never pass it', (limit) => {
    const max = limit === 'label' ? limits.labelBytes : limits.textBytes;
    const lengths = sample(arbitraryTextOf({ kind: 'text', limit }, { long: true }), 300).map(utf8Length);
    expect(Math.max(...lengths)).toBe(max);
    expect(lengths.filter((length) => length === max - 1).length).toBeGreaterThan(0);
  });

  test('of a record stay small unless long ones are asked for', () => {
    const sizes = sample(arbitraryAnyEntity(), 300).map((entity) => utf8Length(JSON.stringify(entity)));
    expect(Math.max(...sizes)).toBeLessThan(100_000);
  });
});

test('JSON holds __proto__ as a name, and doubles', () => {
  const values = sample(arbitraryJson);
  const inside = (value: Json): readonly Json[] =>
    typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(inside)] : [value];
  const all = values.flatMap(inside);
  expect(all.some((value) => typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__'))).toBe(
    true,
  );
  expect(all.some((value) => typeof value === 'number' && !Number.isInteger(value))).toBe(true);
  expect(all).toContain(Number.MAX_SAFE_INTEGER);
  expect(all).toContain(5e-324);
});

test('rounds, slugs and actors reach their bounds', () => {
  const rounds = sample(arbitraryRound);
  expect(rounds).toContain(0);
  expect(rounds).toContain(99);
  const slugs = sample(arbitrarySlug).map(({ length }) => length);
  expect(Math.min(...slugs)).toBe(1);
  expect(Math.max(...slugs)).toBe(limits.tokenLength);
  expect(sample(arbitraryActor)).toContain('__proto__');
});

test('optional fields are absent, present and present but empty', () => {
  const verdicts = sample(arbitraryEntity('verdict'));
  expect(verdicts.some((verdict) => !Object.hasOwn(verdict, 'vote'))).toBe(true);
  expect(verdicts.some(({ vote }) => vote === '')).toBe(true);
  expect(verdicts.some(({ conditions }) => conditions?.length === 0)).toBe(true);
  expect(verdicts.some(({ conditions = [] }) => conditions.length > 1)).toBe(true);
});

test('numbers reach the bounds of their fields', () => {
  const { min, max } = declarations.expert.fields.totalScore;
  const totals = sample(arbitraryEntity('expert')).map(({ totalScore }) => totalScore);
  expect(totals).toContain(min);
  expect(totals).toContain(max);
  const ratios = sample(arbitraryEntity('expert')).map(({ relevance }) => relevance);
  expect(ratios).toContain(1);
  expect(ratios).toContain(0);
});

test('verdicts are final and not, moves are signals and not', () => {
  expect(new Set(sample(arbitraryEntity('verdict')).map(({ id }) => id === 'final'))).toEqual(new Set([true, false]));
  expect(new Set(sample(arbitraryEntity('move')).map(({ seq }) => seq === 0))).toEqual(new Set([true, false]));
});
