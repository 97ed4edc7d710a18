import { createSecretKey, type KeyObject } from 'node:crypto';
import { addressHashOfKey, type RecordKey } from '@colloquy/core';
import type { OpenBatch, SealBatch, WrapRequest } from '@colloquy/core/testing';
import { proseOf } from '../data/text.ts';
import { seededRandom } from '../harness/random.ts';
import { benchId, dataSeed } from './fill.ts';

/** Length of each record that goes through a codec by itself. */
export const recordBytes = 1024;

export function benchKey(byte: number): KeyObject {
  return createSecretKey(new Uint8Array(32).fill(byte));
}

const context = { tenant: 'bench', dialogueId: benchId, epoch: 1 } as const;

/** A commit of so many records of 1 KiB. */
export function sealBatch(count: number): SealBatch {
  const random = seededRandom(dataSeed);
  const records = Array.from({ length: count }, (_, at) => {
    const key = `claim#00#${String(at + 1).padStart(4, '0')}` as RecordKey;
    const plaintext = new Uint8Array(Buffer.from(proseOf(random, recordBytes)).subarray(0, recordBytes));
    return { key, addressHash: addressHashOfKey(benchId, key), plaintext };
  });
  const prevHash = new Uint8Array(32).fill(1);
  return { ...context, keyVersion: 1, dataKey: benchKey(2), kind: 'register-round', n: 2, prevHash, records };
}

/** The request that opens what was sealed. */
export function openBatch({ dataKey, records }: SealBatch, envelopes: readonly Uint8Array[]): OpenBatch {
  return {
    ...context,
    dataKeys: new Map([[1, dataKey]]),
    records: records.map(({ key, addressHash }, at) => ({
      key,
      addressHash,
      envelope: envelopes[at] ?? new Uint8Array(0),
    })),
  };
}

export const wrapRequest: WrapRequest = { ...context, purpose: 'dek', version: 1, kek: benchKey(3) };
