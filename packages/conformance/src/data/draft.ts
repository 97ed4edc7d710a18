import {
  compareAscii,
  sha256,
  sha256Hex,
  utf8Bytes,
  type Attributes,
  type Change,
  type Check,
  type Commit,
  type Digest,
  type RecordKey,
  type StoredRecord,
} from '@colloquy/core';

/** A record to write; what is left out follows from key, n and variant. */
export interface Put {
  readonly key: RecordKey;
  readonly envelope?: Uint8Array;
  readonly attributes?: Attributes;
  /** Instead of what stands there. */
  readonly prior?: Digest | null;
}

export interface Draft {
  readonly puts?: readonly (RecordKey | Put)[];
  /** Keys to check for what stands there, or whole checks. */
  readonly checks?: readonly (RecordKey | Check)[];
  /** Instead of the number after the latest. */
  readonly n?: number;
  /** Different variants of one draft are different commits. */
  readonly variant?: number;
  readonly commitId?: string;
  readonly header?: Uint8Array;
  readonly body?: Uint8Array;
  readonly auth?: Uint8Array;
}

/** What a draft is completed from: the state that it is written upon. */
export interface DraftBase {
  /** Goes into all bytes, so that no two dialogues have a record or an entry in common. */
  readonly salt: string;
  readonly n: number;
  readonly digestOf: (key: RecordKey) => Digest | null;
}

/** A complete commit. Its bytes mean nothing: to a backend they are opaque. */
export function commitOf(base: DraftBase, draft: Draft = {}): Commit {
  const n = draft.n ?? base.n + 1;
  const variant = draft.variant ?? 0;
  const name = `${base.salt}/${n}/${variant}`;
  const changes = (draft.puts ?? []).map((put) => changeOf(base, typeof put === 'string' ? { key: put } : put, name));
  const checks = (draft.checks ?? []).map((check) =>
    typeof check === 'string' ? { key: check, digest: base.digestOf(check) } : check,
  );
  return {
    n,
    commitId: draft.commitId ?? sha256Hex(`commit ${name}`).slice(0, 32),
    header: draft.header ?? utf8Bytes(`{"n":${n},"of":"${name}"}`),
    body: draft.body ?? utf8Bytes(`[${changes.map((change) => `"${change.digest}"`).join(',')}]`),
    auth: draft.auth ?? sha256(utf8Bytes(`auth ${name}`)),
    changes: changes.sort((a, b) => compareAscii(a.key, b.key)),
    checks: checks.sort((a, b) => compareAscii(a.key, b.key)),
  };
}

function changeOf(base: DraftBase, put: Put, name: string): Change {
  const envelope = put.envelope ?? utf8Bytes(`${put.key} of ${name}`);
  const attributes = put.attributes ?? { commit: name };
  const prior = put.prior === undefined ? base.digestOf(put.key) : put.prior;
  return { key: put.key, prior, digest: sha256Hex(envelope), attributes, envelope };
}

/** What a change leaves behind. */
export function recordOf(change: Change): StoredRecord {
  const { key, digest, attributes, envelope } = change;
  return { key, digest, attributes, envelope };
}

/** Another digest than that of any record of the suite. */
export function foreignDigest(seed = 0): Digest {
  return sha256Hex(`nothing has these bytes ${seed}`);
}
