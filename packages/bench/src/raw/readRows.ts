import { hash } from 'node:crypto';
import Database from 'better-sqlite3';
import { addressOfKey, isRecordKey, StateSum, type DialogueId } from '@colloquy/core';

/** Bytes that the clear codec puts before a payload. */
const markBytes = 4;

interface Row {
  readonly key: string;
  readonly digest: string;
  readonly envelope: Buffer;
}

/** The loops that somebody would write by hand over the same rows, payloads kept by key. Each answers how many it kept. */
export interface RawReader extends Disposable {
  /** Selects the rows and parses the payloads. */
  parse(): number;
  /** The same, and recomputes the digest of each row. */
  parseAndDigest(): number;
  /** The same, and sums up what a state tag sums up: hash of the address, hash of the element, sum modulo 2^256. */
  parseDigestAndSum(): number;
}

export function rawReader(path: string, id: DialogueId): RawReader {
  const database = new Database(path, { readonly: true });
  const rows = database.prepare<[string], Row>(
    'SELECT key, digest, envelope FROM records WHERE dialogue_id = ? ORDER BY key',
  );
  const stateKey = Buffer.alloc(32, 7);
  const one = Buffer.of(1);

  /** Puts the payload where a caller would look it up. */
  function parse(row: Row, payloads: Map<string, unknown>): void {
    // Wrapped keys are rows without JSON.
    if (!row.key.startsWith('key#')) payloads.set(row.key, JSON.parse(row.envelope.toString('utf8', markBytes)));
  }

  function digest(row: Row): void {
    if (hash('sha256', row.envelope, 'hex') !== row.digest) throw new Error(`the digest of ${row.key} is wrong`);
  }

  function add(sum: StateSum, row: Row): void {
    if (!isRecordKey(row.key)) throw new Error(`${row.key} is no key`);
    const address = Buffer.from(hash('sha256', addressOfKey(id, row.key), 'binary'), 'latin1');
    const element = hash('sha256', Buffer.concat([stateKey, one, address, Buffer.from(row.digest, 'hex')]), 'binary');
    sum.add(Buffer.from(element, 'latin1'));
  }

  return {
    parse() {
      const payloads = new Map<string, unknown>();
      for (const row of rows.all(id)) parse(row, payloads);
      return payloads.size;
    },
    parseAndDigest() {
      const payloads = new Map<string, unknown>();
      for (const row of rows.all(id)) {
        digest(row);
        parse(row, payloads);
      }
      return payloads.size;
    },
    parseDigestAndSum() {
      const payloads = new Map<string, unknown>();
      const sum = new StateSum();
      for (const row of rows.all(id)) {
        digest(row);
        add(sum, row);
        parse(row, payloads);
      }
      sum.toBytes();
      return payloads.size;
    },
    [Symbol.dispose]: () => {
      database.close();
    },
  };
}
