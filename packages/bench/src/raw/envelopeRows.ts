import { createDecipheriv, createSecretKey, hash, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';
import Database from 'better-sqlite3';
import { addressOfKey, deriveLogKeys, isRecordKey, StateSum, type DialogueId } from '@colloquy/core';
import type { DialogueSecrets } from '../workbench/secretsOf.ts';
import type { RawReader } from './payloads.ts';

interface Row {
  readonly key: string;
  readonly digest: string;
  readonly attributes: unknown;
  readonly envelope: Uint8Array;
}

interface CommitKey {
  readonly key: KeyObject;
  readonly commitment: Buffer;
}

const options = { authTagLength: 16 };
const label = Buffer.from('\0\0\0\x12colloquy/v1/record', 'latin1');

/** What was opened, by key. */
export type EnvelopeLoop = (rows: Iterable<Row>) => ReadonlyMap<string, unknown>;

/**
 * A loop over the rows of a store itself: what a verified load must do whoever writes it, and nothing that makes it general. Digest
 * and element of each row, their sum, key of each commit and its commitment, decryption bound to the address, padding, JSON, address
 * and attributes. Shows where the time of a load goes.
 */
export function envelopeLoop(id: DialogueId, { dataKey, logRoot }: DialogueSecrets): EnvelopeLoop {
  const commitKeys = new Map<string, CommitKey>();
  const element = Buffer.alloc(97);
  element.set(deriveLogKeys(createSecretKey(logRoot)).stateKey);
  element[32] = 1;

  function commitKeyOf(envelope: Buffer): CommitKey {
    const place = envelope.toString('latin1', 0, 24);
    let known = commitKeys.get(place);
    if (known === undefined) {
      const info = Buffer.concat([label, envelope.subarray(0, 8)]);
      const output = Buffer.from(hkdfSync('sha256', dataKey, envelope.subarray(8, 24), info, 64));
      known = { key: createSecretKey(output.subarray(0, 32)), commitment: output.subarray(32) };
      commitKeys.set(place, known);
    }
    if (!timingSafeEqual(known.commitment, envelope.subarray(36, 68))) throw new Error('another commitment');
    return known;
  }

  function open(envelope: Buffer, addressHash: Buffer): string {
    const end = envelope.byteLength - 16;
    const { key } = commitKeyOf(envelope);
    const decipher = createDecipheriv('aes-256-gcm', key, envelope.subarray(24, 36), options);
    decipher.setAAD(addressHash);
    decipher.setAuthTag(envelope.subarray(end));
    const padded = decipher.update(envelope.subarray(68, end));
    decipher.final();
    return padded.toString('utf8', 0, padded.lastIndexOf(0x80));
  }

  function payloadOf({ key, digest, attributes, envelope: bytes }: Row, sum: StateSum): unknown {
    const envelope = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (hash('sha256', envelope, 'hex') !== digest) throw new Error(`the digest of ${key} is wrong`);
    if (!isRecordKey(key)) throw new Error(`${key} is no key`);
    const address = addressOfKey(id, key);
    const addressHash = Buffer.from(hash('sha256', address, 'binary'), 'latin1');
    element.set(addressHash, 33);
    element.write(digest, 65, 'hex');
    sum.add(Buffer.from(hash('sha256', element, 'binary'), 'latin1'));
    if (key.startsWith('key#')) return undefined;
    const plain = JSON.parse(open(envelope, addressHash)) as { readonly address: string; readonly entity: object };
    if (plain.address !== address) throw new Error(`${key} holds something else`);
    for (const [name, value] of Object.entries(attributes as object)) {
      if (Reflect.get(plain.entity, name) !== value) throw new Error(`an attribute of ${key} is wrong`);
    }
    return plain.entity;
  }

  return (rows) => {
    const payloads = new Map<string, unknown>();
    const sum = new StateSum();
    for (const row of rows) {
      const payload = payloadOf(row, sum);
      if (payload !== undefined) payloads.set(row.key, payload);
    }
    sum.toBytes();
    return payloads;
  };
}

/** {@link envelopeLoop} over the database of a store. */
export function envelopeReader(path: string, id: DialogueId, secrets: DialogueSecrets): RawReader {
  const database = new Database(path, { readonly: true });
  const rows = database.prepare<[string], Row & { readonly attributes: string }>(
    'SELECT key, digest, attributes, envelope FROM records WHERE dialogue_id = ? ORDER BY key',
  );
  const open = envelopeLoop(id, secrets);
  return {
    read: () => open(rows.all(id).map((row) => ({ ...row, attributes: JSON.parse(row.attributes) as unknown }))),
    [Symbol.dispose]: () => {
      database.close();
    },
  };
}
