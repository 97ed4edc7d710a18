import { bytesEqual, canonicalJsonBytes, fromHex, toHex, type Json } from '../bytes/index.ts';
import { limits } from '../limits.ts';

/** The header of an entry, and so the head of a dialogue. `docs/spec/commit-log.md`, CL-BYTES-04. */
export interface EntryHeader {
  readonly n: number;
  readonly kind: string;
  /** 16 bytes. */
  readonly commitId: Uint8Array;
  /** Hash of the entry before, or of the genesis. */
  readonly prevHash: Uint8Array;
  /** Milliseconds since the Unix epoch, by the writer's clock. */
  readonly time: number;
  readonly actor: string;
  /** SHA-256 of the body. */
  readonly changes: Uint8Array;
  readonly stateTag: Uint8Array;
  /** The n whose mask the tag carries, and that entry's mask inputs when it is not this one. */
  readonly tagOf: number;
  readonly tag?: { readonly commitId: Uint8Array; readonly prevHash: Uint8Array };
  readonly rootVersion: number;
  readonly dek: number;
  readonly dekMin: number;
  readonly epoch: number;
  /** 16 random bytes, in entry 1 only. */
  readonly logId?: Uint8Array;
  /** The n of the entry that erased the dialogue: in that entry and in every later one. */
  readonly erased?: number;
}

/** The canonical bytes of a header. */
export function encodeHeader(header: EntryHeader): Uint8Array {
  const fields: Record<string, Json> = {
    actor: header.actor,
    changes: toHex(header.changes),
    commitId: toHex(header.commitId),
    dek: header.dek,
    dekMin: header.dekMin,
    epoch: header.epoch,
    kind: header.kind,
    n: header.n,
    prevHash: toHex(header.prevHash),
    rootVersion: header.rootVersion,
    stateTag: toHex(header.stateTag),
    tagOf: header.tagOf,
    time: header.time,
    v: 1,
  };
  if (header.tag !== undefined) {
    fields['tag'] = { commitId: toHex(header.tag.commitId), prevHash: toHex(header.tag.prevHash) };
  }
  if (header.logId !== undefined) fields['logId'] = toHex(header.logId);
  if (header.erased !== undefined) fields['erased'] = header.erased;
  return canonicalJsonBytes(fields);
}

const maxVersion = 2 ** 31 - 1;

/** Reads fields one by one and remembers whether any was wrong. */
class Fields {
  readonly #values: Map<string, unknown>;
  ok = true;

  constructor(value: unknown) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    this.#values = new Map(isObject ? Object.entries(value) : []);
    if (!isObject) this.ok = false;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  raw(name: string): unknown {
    return this.#values.get(name);
  }

  integer(name: string, min: number, max: number): number {
    const value = this.#values.get(name);
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max) return value;
    this.ok = false;
    return min;
  }

  text(name: string, pattern: RegExp): string {
    const value = this.#values.get(name);
    if (typeof value === 'string' && pattern.test(value)) return value;
    this.ok = false;
    return '';
  }

  bytes(name: string, length: number): Uint8Array {
    const value = this.#values.get(name);
    const bytes = typeof value === 'string' ? fromHex(value) : undefined;
    if (bytes !== undefined && bytes.byteLength === length) return bytes;
    this.ok = false;
    return new Uint8Array(length);
  }
}

/** Reads a header; undefined unless the bytes are exactly what {@link encodeHeader} writes for it. */
export function parseHeader(bytes: Uint8Array): EntryHeader | undefined {
  if (bytes.byteLength > limits.headerBytes) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    return undefined;
  }
  const fields = new Fields(parsed);
  const header: EntryHeader = {
    n: fields.integer('n', 1, Number.MAX_SAFE_INTEGER),
    kind: fields.text('kind', /^[a-z][a-z.-]{0,31}$/),
    commitId: fields.bytes('commitId', 16),
    prevHash: fields.bytes('prevHash', 32),
    time: fields.integer('time', 0, Number.MAX_SAFE_INTEGER),
    actor: fields.text('actor', /^[A-Za-z0-9._~-]{1,64}$/),
    changes: fields.bytes('changes', 32),
    stateTag: fields.bytes('stateTag', 32),
    tagOf: fields.integer('tagOf', 1, Number.MAX_SAFE_INTEGER),
    ...parseTag(fields),
    rootVersion: fields.integer('rootVersion', 1, maxVersion),
    dek: fields.integer('dek', 1, maxVersion),
    dekMin: fields.integer('dekMin', 1, maxVersion),
    epoch: fields.integer('epoch', 1, maxVersion),
    ...(fields.has('logId') ? { logId: fields.bytes('logId', 16) } : {}),
    ...(fields.has('erased') ? { erased: fields.integer('erased', 2, Number.MAX_SAFE_INTEGER) } : {}),
  };
  // Encoding again is what makes the form unique: unknown fields, another order or spacing all show here.
  return fields.ok && isConsistent(header) && bytesEqual(encodeHeader(header), bytes) ? header : undefined;
}

function parseTag(fields: Fields): Pick<EntryHeader, 'tag'> {
  if (!fields.has('tag')) return {};
  const tag = new Fields(fields.raw('tag'));
  const value = { commitId: tag.bytes('commitId', 16), prevHash: tag.bytes('prevHash', 32) };
  if (!tag.ok) fields.ok = false;
  return { tag: value };
}

function isConsistent(header: EntryHeader): boolean {
  return (
    header.tagOf <= header.n &&
    (header.tag === undefined) === (header.tagOf === header.n) &&
    (header.logId === undefined) === (header.n !== 1) &&
    header.dekMin <= header.dek &&
    header.dek - header.dekMin < limits.dataKeyVersions &&
    (header.erased === undefined || header.erased <= header.n)
  );
}
