import { limits, type TokenFormat, type ValidationCode } from '@colloquy/core';

/** Halves of surrogate pairs, alone, swapped and among other text. */
export const loneSurrogate: readonly string[] = [
  '\uD800',
  'a\uDBFF',
  '\uDC00b',
  '\uDC00\uD800',
  '😀\uD83D',
  '\uD800'.repeat(300),
];

type Refused = readonly [text: string, code: ValidationCode];

export interface MalformedTokens {
  /** The code of a value that is no text, or not of the format. */
  readonly code: ValidationCode;
  readonly texts: readonly Refused[];
}

const common: readonly Refused[] = [
  ['', 'missing_field'],
  ...loneSurrogate.map((text): Refused => [text, 'malformed_text']),
];

/** No format takes these. */
const never = ['é', 'a b', 'a\n', '\0', 'a\0', 'a#b', 'a/b', '%41', 'a,b', '😀', 'Ａ'];

const noDisplayIds = [
  'P01',
  'P010',
  'P01022',
  'p0102',
  'X0102',
  'P0100',
  'P-102',
  'P01 2',
  ' P0102',
  'P0102\n',
  'P٠١٠٢',
];

const noLocalIds = [
  'P0101-MUFFIN',
  'MUFFIN_P0101',
  'MUFFIN-P0100',
  'MUFFIN-X0101',
  '-P0101',
  'muffin-P0101',
  `${'A'.repeat(65)}-P0101`,
];

function refused(code: ValidationCode, texts: readonly string[]): MalformedTokens {
  return { code, texts: [...common, ...[...never, ...texts].map((text): Refused => [text, code])] };
}

const long = 'a'.repeat(limits.tokenLength + 1);

/** Texts that a token format must refuse. */
export function malformedTokens(format: TokenFormat): MalformedTokens {
  switch (format) {
    case 'slug': {
      const { code, texts } = refused('invalid_value', ['-a', 'A', 'a_b', 'a.b', '__proto__']);
      return { code, texts: [...texts, [long, 'limit_exceeded']] };
    }
    case 'actor': {
      const { code, texts } = refused('invalid_value', ['a:b', 'a@b', '(a)']);
      return { code, texts: [...texts, [long, 'limit_exceeded']] };
    }
    case 'displayId':
      return refused('invalid_display_id', [...noDisplayIds, 'MUFFIN-P0101', 'final', long]);
    case 'tensionId': {
      const { code, texts } = refused('invalid_display_id', ['T0100', 't0101', 'final', long]);
      return { code, texts: [...texts, ['P0102', 'type_id_mismatch'], ['C9999', 'type_id_mismatch']] };
    }
    case 'localId':
      return refused('invalid_local_id', [...noLocalIds, 'P0102', 'final', long]);
    case 'itemId':
      return refused('invalid_display_id', [...noDisplayIds, ...noLocalIds, 'final', long]);
    case 'target':
    case 'batchTarget':
      return refused('invalid_display_id', ['P01', 'P0100', 'P0102\n', 'X0102', 'MUFFIN_P0101', '-a', long]);
  }
}
