import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase64, fromBase64url, toBase64, toBase64url } from '../../src/bytes/index.ts';
import { seeded } from '../domain/seeded.ts';

const codecs = [
  {
    name: 'base64',
    to: toBase64,
    from: fromBase64,
    alphabet: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  },
  {
    name: 'base64url',
    to: toBase64url,
    from: fromBase64url,
    alphabet: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
  },
] as const;

/** RFC 4648, section 10. */
const known = [
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg=='],
  ['fooba', 'Zm9vYmE='],
  ['foobar', 'Zm9vYmFy'],
] as const;

describe('base64, strictly', () => {
  test('the vectors of RFC 4648', () => {
    for (const [text, encoded] of known) {
      const bytes = new Uint8Array(Buffer.from(text));
      const bare = encoded.replace(/=+$/, '');
      expect(toBase64(bytes)).toBe(encoded);
      expect(fromBase64(encoded)).toEqual(bytes);
      expect(toBase64url(bytes)).toBe(bare);
      expect(fromBase64url(bare)).toEqual(bytes);
    }
    expect(fromBase64('+/+/')).toEqual(fromBase64url('-_-_'));
  });

  for (const { name, to, from, alphabet } of codecs) {
    test(`${name}: every two characters either are the one form of a byte, or are refused`, () => {
      const end = name === 'base64' ? '==' : '';
      let accepted = 0;
      for (const a of alphabet) {
        for (const b of alphabet) {
          const text = `${a}${b}${end}`;
          // The lower four bits of the second character carry nothing and are zero.
          const canonical = alphabet.indexOf(b) % 16 === 0;
          expect(from(text)?.byteLength, text).toBe(canonical ? 1 : undefined);
          accepted += canonical ? 1 : 0;
        }
      }
      expect(accepted).toBe(256);
    });

    test(`${name}: what is not written so is refused`, () => {
      const other = name === 'base64' ? '-_-_' : '+/+/';
      const padding = name === 'base64' ? ['Zg', 'Zg=', 'Zm8', 'Zm9v====', 'Zg==Zg=='] : ['Zg==', 'Zm8=', 'Zm9v=', 'Z'];
      const bad = ['Z', '=', '==', 'Zm9v\n', ' Zm9v', 'Zm 9v', 'Zm9\u00fa', 'Zm9v\u0000', 'Zm9v.', other, ...padding];
      for (const text of bad) expect(from(text), JSON.stringify(text)).toBeUndefined();
    });

    test(`${name}: there and back, and no other text gives the same bytes`, () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 40 }), fc.string({ maxLength: 60 }), (bytes, text) => {
          expect(from(to(bytes))).toEqual(bytes);
          const decoded = from(text);
          expect(decoded === undefined || to(decoded) === text).toBe(true);
        }),
        seeded(1000),
      );
    });
  }
});
