import { createSecretKey } from 'node:crypto';
import {
  compareAscii,
  scoped,
  type Attributes,
  type Commit,
  type DialogueId,
  type Head,
  type RecordKey,
  type StoredRecord,
} from '@colloquy/core';
import type { DialogueFixture } from '../kit/DialogueFixture.ts';
import type { CodecSpy } from './CodecSpy.ts';
import {
  addressOfRecord,
  bytesOf,
  canonical,
  entryHashOf,
  genesisOf,
  hash,
  hexOf,
  hmac,
  logKeysOf,
  stateTagOf,
  unhex,
} from './spec.ts';

/** A record to be sealed with the dialogue's real key: its plaintext may say anything. */
export interface ForgedPut {
  readonly key: RecordKey;
  /** Any JSON; {@link Forger.plain} makes what belongs there. */
  readonly plaintext?: unknown;
  readonly attributes: Attributes;
  /** These very bytes instead: nothing is sealed. */
  readonly envelope?: Uint8Array;
}

export interface Forgery {
  readonly kind?: string;
  readonly puts?: readonly ForgedPut[];
  /** Instead of what belongs in the header; the MAC is made over the outcome. */
  readonly header?: Readonly<Record<string, unknown>>;
  /** True: the entry changes nothing and carries the tag of the entry before. */
  readonly repeatsTag?: boolean;
  /** In the place of this entry; by default after the head. */
  readonly at?: number;
}

type Header = Readonly<Record<string, unknown>>;

function parse(header: Uint8Array): Header {
  return JSON.parse(Buffer.from(header).toString('utf8')) as Header;
}

function text(header: Header, name: string): string {
  const value = header[name];
  if (typeof value !== 'string') throw new Error(`the header has no ${name}`);
  return value;
}

/**
 * Writes what only a holder of the dialogue's keys could write: authentic entries and sealed records, right or wrong at one chosen
 * place. Its bytes come from the text of the specification.
 */
export class Forger {
  readonly #fixture: DialogueFixture;
  readonly #spy: CodecSpy;
  readonly #id: DialogueId;

  constructor(fixture: DialogueFixture, spy: CodecSpy, id: DialogueId) {
    this.#fixture = fixture;
    this.#spy = spy;
    this.#id = id;
  }

  /** The plaintext that belongs under a key, with changes. */
  plain(key: RecordKey, entity: unknown, rev: number, changes: Header = {}): unknown {
    const [type] = key.split('#');
    return { address: addressOfRecord(this.#id, key), entity, rev, type, v: 1, ...changes };
  }

  /** An authentic commit. Its records are what `puts` says, and its tag is right for them. */
  async commit(forgery: Forgery): Promise<Commit> {
    const { kind = 'forged', puts = [] } = forgery;
    const { log, records } = await this.#fixture.probe.rows(this.#id);
    const n = forgery.at ?? (log.at(-1)?.n ?? 0) + 1;
    const before = log.find((entry) => entry.n === n - 1);
    const model = parse((before ?? log[0])?.header ?? new Uint8Array(0));
    const first = parse(log[0]?.header ?? new Uint8Array(0));
    const prevHash =
      before === undefined
        ? genesisOf(this.#fixture.keyring.tenant, this.#id, unhex(text(first, 'logId')))
        : entryHashOf(before.header);
    const sealed = await this.#seal(kind, n, prevHash, puts);
    const changes = sealed.records.map((record) => {
      const prior = records.find(({ key }) => key === record.key)?.digest ?? null;
      return { ...record, prior };
    });
    const body = bytesOf(
      canonical(
        changes.map((change) => [change.key, change.digest, hexOf(hash(bytesOf(canonical(change.attributes))))]),
      ),
    );
    const state = new Map<string, StoredRecord>(records.map((record) => [record.key, record]));
    for (const record of sealed.records) state.set(record.key, record);
    const { auditKey, stateKey } = logKeysOf(this.#spy.keyOf(this.#id, 'log-root'));
    const mask = { n, commitId: sealed.commitId, prevHash };
    const { logId: _logId, tag: _tag, ...standing } = model;
    const header = bytesOf(
      canonical({
        ...standing,
        n,
        kind,
        commitId: hexOf(sealed.commitId),
        prevHash: hexOf(prevHash),
        changes: hexOf(hash(body)),
        stateTag: hexOf(stateTagOf(stateKey, this.#id, state.values(), mask)),
        tagOf: n,
        ...(n === 1 ? { logId: first['logId'] } : {}),
        ...(forgery.repeatsTag === true ? repeated(model) : {}),
        ...forgery.header,
      }),
    );
    const auth = hmac(auditKey, entryHashOf(header));
    return { n, commitId: text(parse(header), 'commitId'), header, body, auth, changes, checks: [] };
  }

  /** An entry with something else in its header, under the MAC that a holder of the log root gives it. */
  sign<E extends Head>(entry: E, change: Header): E {
    const header = bytesOf(canonical({ ...parse(entry.header), ...change }));
    const { auditKey } = logKeysOf(this.#spy.keyOf(this.#id, 'log-root'));
    return { ...entry, header, auth: hmac(auditKey, entryHashOf(header)) };
  }

  /** Forges a commit and has the backend commit it. */
  async land(forgery: Forgery): Promise<Commit> {
    const commit = await this.commit(forgery);
    const { outcome } = await this.#fixture.backend.commit(this.#id, commit);
    if (outcome !== 'committed') throw new Error(`the backend did not take a forged commit: ${outcome}`);
    return commit;
  }

  /** A record as the dialogue's key seals it, without a commit. */
  async record(put: ForgedPut): Promise<StoredRecord> {
    const sealed = await this.#seal('forged', 1, new Uint8Array(32), [put]);
    const [record] = sealed.records;
    if (record === undefined) throw new Error('the codec sealed nothing');
    return record;
  }

  async #seal(
    kind: string,
    n: number,
    prevHash: Uint8Array,
    puts: readonly ForgedPut[],
  ): Promise<{ readonly commitId: Uint8Array; readonly records: readonly StoredRecord[] }> {
    const sorted = puts.toSorted((a, b) => compareAscii(a.key, b.key));
    const key = this.#spy.keyOf(this.#id, puts.length === 0 ? 'log-root' : 'dek');
    const { commitId, envelopes } = await this.#fixture.codec.seal({
      tenant: this.#fixture.keyring.tenant,
      dialogueId: this.#id,
      epoch: 1,
      keyVersion: 1,
      dataKey: createSecretKey(key),
      kind,
      n,
      prevHash,
      records: sorted.map((put) => ({
        key: put.key,
        addressHash: hash(bytesOf(addressOfRecord(this.#id, put.key))),
        plaintext: bytesOf(canonical(put.plaintext ?? {})),
      })),
    });
    const records = sorted.map((put, at): StoredRecord => {
      const envelope = put.envelope ?? envelopes[at] ?? new Uint8Array(0);
      return { key: put.key, digest: hexOf(hash(envelope)), attributes: put.attributes, envelope };
    });
    return { commitId, records };
  }
}

/** What an entry that changes nothing takes over from the one before. */
function repeated(before: Header): Header {
  const own = { commitId: before['commitId'], prevHash: before['prevHash'] };
  return { stateTag: before['stateTag'], tagOf: before['tagOf'], tag: before['tag'] ?? own };
}

/** An answer of `commit` for tests that stand before a backend. */
export function committed(id: DialogueId) {
  return scoped(id, { outcome: 'committed' } as const);
}
