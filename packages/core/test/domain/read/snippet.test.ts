import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { snippet } from '../../../src/domain/read/snippet.ts';
import { propertyOptions } from './support/propertyOptions.ts';

const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}';

describe('snippet', () => {
  test('a short text is whole', () => {
    expect(snippet('abc', 3)).toEqual({ text: 'abc', cut: false });
    expect(snippet('', 0)).toEqual({ text: '', cut: false });
  });

  test('counts code points and keeps surrogate pairs', () => {
    expect(snippet('\u{1F600}\u{1F600}\u{1F600}', 2)).toEqual({ text: '\u{1F600}\u{1F600}', cut: true });
    expect(snippet('ab\u{1F600}', 3)).toEqual({ text: 'ab\u{1F600}', cut: false });
  });

  test('does not part a letter from its marks, nor a family', () => {
    expect(snippet('nai\u0308ve', 3).text).toBe('na');
    expect(snippet(`ab${family}c`, 4).text).toBe('ab');
    expect(snippet(`ab${family}c`, 7).text).toBe(`ab${family}`);
  });

  test('a cluster longer than the limit is cut between code points', () => {
    const zalgo = `a${'\u0301'.repeat(500)}`;
    expect(snippet(zalgo, 10)).toEqual({ text: `a${'\u0301'.repeat(9)}`, cut: true });
    expect(snippet(family, 1)).toEqual({ text: '\u{1F468}', cut: true });
  });

  test('is always a well-formed beginning of at most so many code points', () => {
    const units = fc.array(
      fc.constantFrom('a', ' ', '\n', '\u0301', '\u200D', '\u{1F600}', '\u{1F1E9}', '\u{1F1EA}', '한', '\u0000'),
    );
    fc.assert(
      fc.property(units, fc.integer({ min: 0, max: 30 }), (parts, limit) => {
        const whole = parts.join('');
        const { text, cut } = snippet(whole, limit);
        expect(whole.startsWith(text)).toBe(true);
        expect(text.isWellFormed()).toBe(true);
        expect([...text].length).toBeLessThanOrEqual(limit);
        expect(cut).toBe(text !== whole);
        if (limit > 0 && whole !== '') expect(text).not.toBe('');
      }),
      propertyOptions,
    );
  });
});
