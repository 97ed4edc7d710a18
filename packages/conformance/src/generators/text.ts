import { limits, type TextField } from '@colloquy/core';
import fc from 'fast-check';

export interface TextOptions {
  /** True: some texts reach the limit of 256 KiB. A record with two of them may be too large to store. */
  readonly long?: boolean;
}

/** What engines, drivers and naive code treat differently: each of these has once come back as something else. */
const divergent = [
  '\0',
  'a\0b',
  '\u0001\u001f\u007f\u0085',
  '😀',
  '\u{10FFFF}',
  '\u{10000}\uFFFF',
  '\uE000\uFB33',
  'e\u0301',
  '\u00e9',
  '\u1E9B\u0323',
  '\u200b\u200d\u200f',
  '\u202e',
  '\u2028\u2029',
  '\uFEFF',
  'x\uFEFF',
  '\uFFFD',
  '\uFFFE',
  'İıß',
  'مرحبا',
  '日本語',
  '\r\n\t',
  ' ',
  '"',
  '\\',
  '\\u0000',
  "'; DROP TABLE records; --",
  '$1 ? :name {} %s %00',
  '#',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '0',
  '1e3',
  '2026-02-30',
  'true',
  '{"a":1}',
  '<script>',
] as const;

const ordinary = fc.string({ unit: 'grapheme', maxLength: 24 });

/** Any code point but surrogates. Composed here because fast-check's own `binary` unit takes a second to build. */
const codePoint = fc
  .integer({ min: 0, max: 0x10ffff - 0x800 })
  .map((code) => String.fromCodePoint(code < 0xd800 ? code : code + 0x800));

const anything = fc.string({ unit: codePoint, maxLength: 24 });

/** A text that fills exactly `bytes` bytes of UTF-8, with characters of one to four bytes. */
function filling(bytes: number): fc.Arbitrary<string> {
  return fc.constantFrom('a', 'é', '€', '😀').map((unit) => {
    const size = Buffer.byteLength(unit);
    return unit.repeat(Math.floor(bytes / size)) + 'a'.repeat(bytes % size);
  });
}

/** Well-formed text of any kind, mostly short. */
export const arbitraryText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: ordinary },
  { weight: 2, arbitrary: anything },
  { weight: 4, arbitrary: fc.constantFrom(...divergent) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.oneof(fc.constantFrom(...divergent), ordinary), { minLength: 2, maxLength: 5 })
      .map((parts) => parts.join('')),
  },
);

/** A valid text of a field: biased to what engines treat differently and to the edges of its limit. */
export function arbitraryTextOf(field: TextField, options: TextOptions = {}): fc.Arbitrary<string> {
  const max = field.limit === 'label' ? limits.labelBytes : limits.textBytes;
  const edges =
    field.limit === 'label' || options.long === true
      ? [{ weight: 1, arbitrary: fc.constantFrom(max, max - 1).chain(filling) }]
      : [];
  const text = fc.oneof({ weight: 12, arbitrary: arbitraryText }, ...edges);
  if (field.optional === true) return text;
  // A required text says something: blank ones are refused.
  return text.map((value) => (/\S/.test(value) ? value : `${value}x`));
}
