import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columns, heading, paragraph, table } from '../src/render/blocks.ts';
import { layoutOf, paint } from '../src/render/Layout.ts';
import { printable } from '../src/render/printable.ts';
import { displayWidth } from '../src/render/width.ts';
import { wrap } from '../src/render/wrap.ts';

const seed = Number(process.env['COLLOQUY_SEED'] ?? 20_260_206);
const plain = { width: 60, color: false };

/** Text with many of the characters that hurt. */
const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '\u001b',
      '\u009b',
      '\n',
      '\r',
      '\b',
      '\u0000',
      '\u007f',
      '\u202e',
      '\u2066',
      '\u200f',
      '\u2028',
      '\ud800',
      '\udc00',
      ' ',
      'a',
      '語',
      '👩‍👩‍👧',
      'e\u0301',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 200,
});

describe('printable', () => {
  test.each([
    ['plain text stays: naïve, 語, 🥐', 'plain text stays: naïve, 語, 🥐'],
    ['a family stays: 👩‍👩‍👧', 'a family stays: 👩‍👩‍👧'],
    ['\u001b[2J\u001b]0;title\u0007', String.raw`\x1b[2J\x1b]0;title\x07`],
    ['\u009b31m', String.raw`\x9b31m`],
    ['two\r\nlines\tand a tab', String.raw`two\r\nlines\tand a tab`],
    ['\u202etxt.exe\u2066', String.raw`\u{202e}txt.exe\u{2066}`],
    ['\u061c\u200e\u200f\ufeff', String.raw`\u{61c}\u{200e}\u{200f}\u{feff}`],
    ['\u2028\u2029\u0085', String.raw`\u{2028}\u{2029}\x85`],
    ['half \ud83d of a pair', String.raw`half \u{d83d} of a pair`],
    ['\u0000\u007f\u00ad', String.raw`\x00\x7f\xad`],
    ['tags \u{e0041}', String.raw`tags \u{e0041}`],
    ['private \ue000, none \uffff', String.raw`private \u{e000}, none \u{ffff}`],
  ])('%j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  test('property: nothing is left that a terminal would act on', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = printable(text);
        expect(shown).not.toMatch(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(printable(shown)).toBe(shown);
      }),
      { seed },
    );
  });
});

describe('width', () => {
  test.each([
    ['abc', 3],
    ['naïve', 5],
    ['e\u0301', 1],
    ['語', 2],
    ['ｆｕｌｌ', 8],
    ['한', 2],
    ['🥐', 2],
    ['👩‍👩‍👧', 2],
    ['', 0],
  ])('%s', (text, expected) => {
    expect(displayWidth(text)).toBe(expected);
  });
});

describe('wrap', () => {
  test('breaks at spaces, cuts only what does not fit a line, keeps characters whole', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
    expect(wrap('語語語', 3)).toEqual(['語', '語', '語']);
    expect(wrap('', 10)).toEqual(['']);
  });

  test('property: no line is too wide, no word is lost', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 2, max: 40 }), (text, width) => {
        const lines = wrap(text, width);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        const letters = (value: string): string => value.replaceAll(' ', '');
        expect(letters(lines.join(''))).toBe(letters(printable(text)));
      }),
      { seed },
    );
  });
});

describe('blocks', () => {
  test('columns are aligned by what is seen', () => {
    const lines = columns(plain, [
      ['語', 'one'],
      ['abcd', 'two'],
    ]).flat();
    expect(lines).toEqual(['  語    one', '  abcd  two']);
  });

  test('numbers stand at the right, a cell too wide goes on below', () => {
    expect(
      table(
        { width: 20, color: false },
        ['n', 'text'],
        [
          ['7', 'a b'],
          ['10', 'one two three four'],
        ],
        { right: [0] },
      ),
    ).toEqual(['   n  text', '   7  a b', '  10  one two three', '      four']);
  });

  test('property: hostile cells stay in their columns and on the page', () => {
    const rows = fc.array(fc.tuple(hostile, hostile, hostile), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 40, max: 120 }), (cells, width) => {
        const layout = { width, color: false };
        for (const line of [...columns(layout, cells).flat(), ...heading(layout, cells[0]?.[0] ?? '')]) {
          expect(displayWidth(line)).toBeLessThanOrEqual(width);
        }
        for (const line of paragraph(layout, cells[0]?.[1] ?? '', '  - ')) {
          expect(displayWidth(line)).toBeLessThanOrEqual(width);
        }
      }),
      { seed },
    );
  });
});

describe('layout', () => {
  const terminal = { isTTY: true, columns: 80, noColor: undefined };

  test.each([
    ['a terminal', terminal, true, true],
    ['a terminal, --no-color', terminal, false, false],
    ['a terminal, NO_COLOR', { ...terminal, noColor: '1' }, true, false],
    ['a terminal, NO_COLOR empty', { ...terminal, noColor: '' }, true, true],
    ['a pipe', { ...terminal, isTTY: false }, true, false],
  ])('colour: %s', (_name, surroundings, wanted, expected) => {
    const layout = layoutOf(surroundings, wanted);
    expect(layout.color).toBe(expected);
    expect(paint(layout, 'bad', 'x')).toBe(expected ? '\u001b[31mx\u001b[39m' : 'x');
  });

  test.each([
    [80, true, 80],
    [20, true, 60],
    [500, true, 120],
    [undefined, true, 100],
    [30, false, 100],
  ])('width: %s columns, terminal: %s', (wide, isTTY, expected) => {
    expect(layoutOf({ ...terminal, columns: wide, isTTY }, true).width).toBe(expected);
  });
});
