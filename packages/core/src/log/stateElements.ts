import { hash } from 'node:crypto';
import type { Digest } from '../traits/PartitionStore.ts';

/** What a record adds to the state of its dialogue, by its canonical address and the digest of its envelope. */
export type StateElements = (address: string, digest: Digest) => Uint8Array;

const keyBytes = 32;
const hashBytes = 32;

/**
 * The elements of many records under one state key: `SHA-256(stateKey || 0x01 || SHA-256(address) || digest)`.
 *
 * A load computes one for each of its records, so the input of the hash is laid out once and hashes pass as binary strings, which
 * cost a fraction of a Buffer with memory of its own.
 */
export function stateElements(stateKey: Uint8Array): StateElements {
  const input = Buffer.alloc(keyBytes + 1 + 2 * hashBytes);
  input.set(stateKey);
  input[keyBytes] = 1;
  return (address, digest) => {
    input.write(hash('sha256', address, 'binary'), keyBytes + 1, 'latin1');
    const written = input.write(digest, keyBytes + 1 + hashBytes, 'hex');
    if (written !== hashBytes) throw new RangeError('A digest has 64 hexadecimal digits.');
    return new Uint8Array(Buffer.from(hash('sha256', input, 'binary'), 'latin1'));
  };
}
