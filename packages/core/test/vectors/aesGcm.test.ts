import { createSecretKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { toHex } from '../../src/bytes/index.ts';
import { gcmOpen, gcmSeal } from '../../src/envelope/aead.ts';
import { bytesOf, foreignVectors } from './support/vectorsFolder.ts';

interface GcmCase {
  readonly key: string;
  readonly iv: string;
  readonly aad: string;
  readonly msg: string;
  readonly ct: string;
  readonly tag: string;
  readonly result: string;
}

interface WycheproofGcm {
  readonly testGroups: readonly {
    readonly keySize: number;
    readonly ivSize: number;
    readonly tests: readonly (GcmCase & { readonly tcId: number })[];
  }[];
}

function sealed({ key, iv, aad, msg }: GcmCase): string {
  const plaintext = bytesOf(msg);
  const out = new Uint8Array(plaintext.byteLength + 16);
  gcmSeal(createSecretKey(bytesOf(key)), bytesOf(iv), bytesOf(aad), plaintext, out, 0);
  return toHex(out);
}

function opened({ key, iv, aad, ct, tag }: GcmCase): string | undefined {
  const plaintext = gcmOpen(createSecretKey(bytesOf(key)), bytesOf(iv), bytesOf(aad), bytesOf(ct), bytesOf(tag));
  return plaintext && toHex(plaintext);
}

describe('AES-256-GCM', () => {
  const nist = foreignVectors('nist_cavp_gcm256_iv96_tag128.json') as Record<'encrypt' | 'decrypt', readonly GcmCase[]>;

  test('NIST CAVP: the 375 encryptions', () => {
    expect(nist.encrypt).toHaveLength(375);
    expect(nist.encrypt.map(sealed)).toEqual(nist.encrypt.map(({ ct, tag }) => ct + tag));
  });

  test('NIST CAVP: the 375 decryptions, refusals included', () => {
    expect(nist.decrypt).toHaveLength(375);
    expect(nist.decrypt.filter(({ result }) => result === 'invalid').length).toBeGreaterThan(100);
    expect(nist.decrypt.map(opened)).toEqual(
      nist.decrypt.map(({ result, msg }) => (result === 'valid' ? msg : undefined)),
    );
  });

  test('Wycheproof: the 66 cases of 256-bit keys and 96-bit nonces', () => {
    const { testGroups } = foreignVectors('wycheproof_aes_gcm_test.json') as WycheproofGcm;
    const cases = testGroups
      .filter(({ keySize, ivSize }) => keySize === 256 && ivSize === 96)
      .flatMap(({ tests }) => tests);
    expect(cases).toHaveLength(66);
    expect(cases.map((one) => [one.tcId, opened(one)])).toEqual(
      cases.map(({ tcId, result, msg }) => [tcId, result === 'valid' ? msg : undefined]),
    );
    const valid = cases.filter(({ result }) => result === 'valid');
    expect(valid.map(sealed)).toEqual(valid.map(({ ct, tag }) => ct + tag));
  });

  test('a tag that was cut is an error, even though its 4 bytes are right', () => {
    const [one] = nist.encrypt;
    if (one === undefined) throw new Error('no case');
    expect(() => opened({ ...one, tag: one.tag.slice(0, 8) })).toThrow(/authentication tag length/i);
  });
});
