import { describe, expect, test } from 'vitest';
import {
  addressHashOfKey,
  addressOfKey,
  canonicalAddress,
  dialogueId,
  type RecordKey,
} from '../../src/address/index.ts';
import { toHex } from '../../src/bytes/index.ts';
import { foreignVectors } from '../vectors/support/vectorsFolder.ts';

interface Vector {
  readonly address: string;
  readonly sha256: string;
}

/** The components that an address was made of. */
function taken(address: string): readonly [id: string, type: string, segments: readonly string[]] {
  const [, id = '', type = '', subkey = ''] = /^dialogue:([^/]+)\/entity:([^/]+)\/(.+)$/.exec(address) ?? [];
  return [decodeURIComponent(id), decodeURIComponent(type), subkey.split('#').map(decodeURIComponent)];
}

describe('addresses of another implementation', () => {
  const vectors = foreignVectors('addresses.json') as readonly Vector[];

  test.each(vectors)('$address', ({ address }) => {
    expect(canonicalAddress(...taken(address))).toBe(address);
  });

  test('records have the same addresses and hashes', () => {
    const plain = vectors.filter(({ address }) => !address.includes('%'));
    expect(plain.length).toBeGreaterThan(4);
    for (const { address, sha256 } of plain) {
      const [id, type, segments] = taken(address);
      const key = [type, ...segments].join('#') as RecordKey;
      expect(addressOfKey(dialogueId(id), key)).toBe(address);
      expect(toHex(addressHashOfKey(dialogueId(id), key))).toBe(sha256);
    }
  });
});
