import { createSecretKey, type KeyObject } from 'node:crypto';
import { addressHashOfKey, dialogueId, type DialogueId, type RecordKey } from '../../../src/address/index.ts';
import { sha256, utf8Bytes } from '../../../src/bytes/index.ts';
import type { OpenBatch, PlainRecord, SealBatch, SealedRecord } from '../../../src/codec/index.ts';
import { isColloquyError } from '../../../src/errors/index.ts';

export const id: DialogueId = dialogueId('nvidia-analysis');
export const tenant = 'acme';

export function keyNamed(name: string): KeyObject {
  return createSecretKey(sha256(utf8Bytes(name)));
}

export const dataKey = keyNamed('dek');

export function plain(key: string, plaintext: Uint8Array | string, dialogue: DialogueId = id): PlainRecord {
  const bytes = typeof plaintext === 'string' ? utf8Bytes(plaintext) : plaintext;
  return { key: key as RecordKey, addressHash: addressHashOfKey(dialogue, key as RecordKey), plaintext: bytes };
}

export function batch(records: readonly PlainRecord[], change: Partial<SealBatch> = {}): SealBatch {
  const prevHash = new Uint8Array(32).fill(7);
  return {
    tenant,
    dialogueId: id,
    epoch: 1,
    keyVersion: 1,
    dataKey,
    kind: 'register-item',
    n: 2,
    prevHash,
    records,
    ...change,
  };
}

export function opening(records: readonly SealedRecord[], change: Partial<OpenBatch> = {}): OpenBatch {
  return { tenant, dialogueId: id, epoch: 1, dataKeys: new Map([[1, dataKey]]), records, ...change };
}

export function sealedRecord(key: string, envelope: Uint8Array, dialogue: DialogueId = id): SealedRecord {
  return { key: key as RecordKey, addressHash: addressHashOfKey(dialogue, key as RecordKey), envelope };
}

/** How a call ends: `opened`, or everything that its error says. An error of another kind is a fault of the code. */
export function refusal(act: () => unknown): unknown {
  try {
    act();
    return 'opened';
  } catch (error) {
    if (!isColloquyError(error)) throw error;
    return { ...error.toJSON(), cause: error.cause };
  }
}

/** Every bit of one byte alone, and all of them. */
export const bitPatterns: readonly number[] = [1, 2, 4, 8, 16, 32, 64, 128, 255];
