import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { publicKeyOfSeed } from '../../src/envelope/signingKeyWrap.ts';
import { toHex } from '../../src/bytes/index.ts';
import { bytesOf, foreignVectors } from './support/vectorsFolder.ts';

interface EddsaGroup {
  readonly publicKeyDer: string;
  readonly tests: readonly { readonly msg: string; readonly sig: string; readonly result: string }[];
}

describe('Ed25519', () => {
  test('Wycheproof: the 151 cases, on the platform that signatures will be checked with', () => {
    const { testGroups } = foreignVectors('wycheproof_ed25519_test.json') as { testGroups: readonly EddsaGroup[] };
    const found = testGroups.flatMap(({ publicKeyDer, tests }) => {
      const key = createPublicKey({ key: Buffer.from(publicKeyDer, 'hex'), format: 'der', type: 'spki' });
      return tests.map(({ msg, sig }) => verify(null, bytesOf(msg), key, bytesOf(sig)));
    });
    expect(found).toHaveLength(151);
    expect(found).toEqual(testGroups.flatMap(({ tests }) => tests.map(({ result }) => result === 'valid')));
  });

  // RFC 8032, section 7.1, tests 1 to 3.
  test.each([
    [
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    ],
    [
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    ],
    [
      'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
      'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    ],
  ])('the public key of seed %s', (seed, expected) => {
    expect(toHex(publicKeyOfSeed(bytesOf(seed)))).toBe(expected);
  });
});
