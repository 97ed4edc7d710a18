import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFormula, valueOf, type Formula } from '../../src/index.ts';

const seed = Number(process.env['COLLOQUY_SEED']);

function read(text: string): Formula {
  const formula = parseFormula(text);
  if (typeof formula === 'string') throw new TypeError(formula);
  return formula;
}

describe('what a formula is', () => {
  test.each([
    ['0', { constant: 0, terms: [] }],
    ['17', { constant: 17, terms: [] }],
    ['1 + 2', { constant: 3, terms: [] }],
    ['scan', { constant: 0, terms: [{ variable: 'scan', factor: 1, divisor: 1 }] }],
    ['2 * changes', { constant: 0, terms: [{ variable: 'changes', factor: 2, divisor: 1 }] }],
    ['ceil(bytes / 1 MB)', { constant: 0, terms: [{ variable: 'bytes', factor: 1, divisor: 1_000_000 }] }],
    ['3+2*ceil( changes/99 )', { constant: 3, terms: [{ variable: 'changes', factor: 2, divisor: 99 }] }],
    ['ceil(bytes / 736 KB)', { constant: 0, terms: [{ variable: 'bytes', factor: 1, divisor: 736_000 }] }],
    ['ceil(bytes / 2 KiB)', { constant: 0, terms: [{ variable: 'bytes', factor: 1, divisor: 2048 }] }],
    ['ceil(bytes / 1 MiB)', { constant: 0, terms: [{ variable: 'bytes', factor: 1, divisor: 1_048_576 }] }],
  ])('%s', (text, formula) => {
    expect(parseFormula(text)).toEqual(formula);
  });

  test.each([
    ['', 'a term of the sum is empty'],
    ['1 +', 'a term of the sum is empty'],
    ['a few', '"a few" is no whole number, variable or ceil(variable / size)'],
    ['-1', '"-1" is no whole number, variable or ceil(variable / size)'],
    ['1.5', '"1.5" is no whole number, variable or ceil(variable / size)'],
    ['01', '"01" is no whole number, variable or ceil(variable / size)'],
    ['1e9', '"1e9" is no whole number, variable or ceil(variable / size)'],
    ['Infinity', '"Infinity" is no whole number, variable or ceil(variable / size)'],
    ['records * records', '"records * records" is no whole number, variable or ceil(variable / size)'],
    ['ceil(bytes * 2)', '"ceil(bytes * 2)" is no whole number, variable or ceil(variable / size)'],
    ['ceil(bytes / 1 GB)', '"ceil(bytes / 1 GB)" is no whole number, variable or ceil(variable / size)'],
    ['ceil(bytes / 0)', 'it divides by 0: ceil(bytes / 0)'],
    ['1 - changes', '"1 - changes" is no whole number, variable or ceil(variable / size)'],
    ['1\n2', '"1\\n2" is no whole number, variable or ceil(variable / size)'],
  ])('not %j', (text, fault) => {
    expect(parseFormula(text)).toBe(fault);
  });
});

describe('what a formula comes to', () => {
  test.each([
    ['ceil(bytes / 1 MB)', { bytes: 0 }, 0],
    ['ceil(bytes / 1 MB)', { bytes: 1 }, 1],
    ['ceil(bytes / 1 MB)', { bytes: 1_000_000 }, 1],
    ['ceil(bytes / 1 MB)', { bytes: 1_000_001 }, 2],
    ['2 + 3 * ceil(changes / 99) + keys', { changes: 100, keys: 4 }, 12],
  ])('%s of %j', (text, sizes, value) => {
    expect(valueOf(read(text), sizes)).toBe(value);
  });

  test('the name of a variable that has no value, also of one that every object has', () => {
    expect(valueOf(read('1 + ceil(bytes / 1 MB)'), {})).toBe('bytes');
    expect(valueOf(read('constructor'), {})).toBe('constructor');
  });

  test('a sum of formulas comes to the sum of what they come to', () => {
    const term = fc.oneof(
      fc.nat(1000).map(String),
      fc
        .tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom('bytes', 'changes'), fc.integer({ min: 1, max: 999 }))
        .map(([factor, variable, divisor]) => `${factor} * ceil(${variable} / ${divisor})`),
    );
    const sizes = fc.record({ bytes: fc.nat(10_000_000), changes: fc.nat(1000) });
    fc.assert(
      fc.property(fc.array(term, { minLength: 1, maxLength: 5 }), sizes, (terms, values) => {
        const parts = terms.map((text) => Number(valueOf(read(text), values)));
        expect(valueOf(read(terms.join(' + ')), values)).toBe(parts.reduce((sum, part) => sum + part, 0));
      }),
      { seed },
    );
  });
});
