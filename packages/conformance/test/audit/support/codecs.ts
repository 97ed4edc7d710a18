import { createSecretKey, type KeyObject } from 'node:crypto';
import { addressHashOfKey, dialogueId, sha256, utf8Bytes, type RecordKey } from '@colloquy/core';
import {
  envelopeCodec,
  seededSources,
  type OpenBatch,
  type PayloadCodec,
  type SealBatch,
  type SealedRecord,
  type WrapRequest,
} from '@colloquy/core/testing';

export const id = dialogueId('nvidia-analysis');
const keys = ['perspective#01#01', 'perspective#01#02', 'perspective#01#03'] as RecordKey[];

/** 32 bytes that a test can look for. */
export function secretBytes(name: string): Uint8Array {
  return sha256(utf8Bytes(`colloquy/audit-laws/${name}`));
}

export const dataKey: KeyObject = createSecretKey(secretBytes('dek'));
export const kek: KeyObject = createSecretKey(secretBytes('kek'));

export function realCodec(): PayloadCodec {
  return envelopeCodec({ randomBytes: seededSources({ seed: 5 }).randomBytes });
}

export const sealing: SealBatch = {
  tenant: 'acme',
  dialogueId: id,
  epoch: 2,
  keyVersion: 3,
  dataKey,
  kind: 'register-round',
  n: 2,
  prevHash: new Uint8Array(32),
  records: keys.map((key, at) => ({
    key,
    addressHash: addressHashOfKey(id, key),
    plaintext: utf8Bytes(`the quick brown fox ${at}`),
  })),
};

export const wrapping: WrapRequest = { purpose: 'dek', version: 3, kek, epoch: 2, tenant: 'acme', dialogueId: id };

/** A batch of those envelopes, under versions 1 to 4 of the data key. */
export function opening(envelopes: readonly Uint8Array[]): OpenBatch {
  const records = envelopes.map((envelope, at): SealedRecord => {
    const key = keys[at] ?? ('perspective#01#99' as RecordKey);
    return { key, addressHash: addressHashOfKey(id, key), envelope };
  });
  const dataKeys = new Map([4, 3, 1, 2].map((version) => [version, version === 3 ? dataKey : kek] as const));
  return { tenant: 'acme', dialogueId: id, epoch: 2, dataKeys, records };
}

/** The bytes with one of them changed. */
export function damaged(bytes: Uint8Array, at: number, mask = 0x10): Uint8Array {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ mask;
  return copy;
}
