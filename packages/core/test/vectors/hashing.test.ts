import { describe, expect, test } from 'vitest';
import { hkdfSha256, hmacSha256, sha256Hex, toHex, utf8Bytes } from '../../src/bytes/index.ts';
import { bytesOf, foreignVectors } from './support/vectorsFolder.ts';

interface HkdfCase {
  readonly ikm: string;
  readonly salt: string;
  readonly info: string;
  readonly okm: string;
}

interface Wycheproof<T> {
  readonly testGroups: readonly {
    readonly tagSize: number;
    readonly tests: readonly (T & { readonly result: string })[];
  }[];
}

function derived({ ikm, salt, info }: HkdfCase, length: number): string | undefined {
  try {
    return toHex(hkdfSha256(bytesOf(ikm), bytesOf(salt), bytesOf(info), length));
  } catch (error) {
    // RFC 5869 gives at most 255 hashes; that is the one thing the invalid cases ask for.
    if (error instanceof RangeError || (error as { code?: unknown }).code === 'ERR_CRYPTO_INVALID_KEYLEN')
      return undefined;
    throw error;
  }
}

describe('SHA-256, HMAC and HKDF', () => {
  test('RFC 5869, appendices A.1 to A.3', () => {
    const { tests } = foreignVectors('rfc5869_hkdf_sha256.json') as { tests: readonly (HkdfCase & { L: number })[] };
    expect(tests).toHaveLength(3);
    expect(tests.map((one) => derived(one, one.L))).toEqual(tests.map(({ okm }) => okm));
  });

  test('Wycheproof: the 86 cases of HKDF', () => {
    const { testGroups } = foreignVectors('wycheproof_hkdf_sha256_test.json') as Wycheproof<
      HkdfCase & { size: number }
    >;
    const cases = testGroups.flatMap(({ tests }) => tests);
    expect(cases).toHaveLength(86);
    expect(cases.map((one) => derived(one, one.size))).toEqual(
      cases.map(({ result, okm }) => (result === 'valid' ? okm : undefined)),
    );
  });

  test('Wycheproof: the 174 cases of HMAC', () => {
    const { testGroups } = foreignVectors('wycheproof_hmac_sha256_test.json') as Wycheproof<
      Record<'key' | 'msg' | 'tag', string>
    >;
    const cases = testGroups.flatMap(({ tests, tagSize }) => tests.map((one) => ({ ...one, tagSize })));
    expect(cases).toHaveLength(174);
    const agrees = cases.map(({ key, msg, tag, tagSize }) => {
      return toHex(hmacSha256(bytesOf(key), bytesOf(msg))).slice(0, tagSize / 4) === tag;
    });
    expect(agrees).toEqual(cases.map(({ result }) => result === 'valid'));
  });

  test('hashes of addresses agree with another implementation', () => {
    const cases = foreignVectors('addresses.json') as readonly { address: string; sha256: string }[];
    expect(cases).toHaveLength(8);
    expect(cases.map(({ address }) => sha256Hex(utf8Bytes(address)))).toEqual(cases.map((one) => one.sha256));
  });
});
