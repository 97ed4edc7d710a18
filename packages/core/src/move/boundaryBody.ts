import { isDialogueId, type DialogueId } from '../address/DialogueId.ts';
import { bytesEqual, canonicalJsonBytes, type Json } from '../bytes/index.ts';

/** The kinds of entries that say where a dialogue is (`docs/spec/migration.md`, section 3). */
export const boundaryKinds = ['migrate.out', 'migrate.in', 'migrate.cancel'] as const;

export type BoundaryKind = (typeof boundaryKinds)[number];

/** True for the kinds that bear a signature in the place of the MAC. */
export function isBoundaryKind(kind: string): kind is BoundaryKind {
  return (boundaryKinds as readonly string[]).includes(kind);
}

/** A store as a boundary entry names it. */
export interface StoreName {
  /** What tells it from every other: 32 lowercase hexadecimal digits. */
  readonly place: string;
  /** For people: 1 to 64 of `[A-Za-z0-9._~-]`. */
  readonly name: string;
}

/** What was read back at the target before it took writes. */
export interface Copied {
  readonly records: number;
  /** Of all envelopes. */
  readonly bytes: number;
  /** Of keys, digests and digests of attributes, in key order: 64 lowercase hexadecimal digits. */
  readonly digest: string;
}

/** What a boundary entry says: its body, an object where every other entry has an array of changes. */
export interface BoundaryBody {
  readonly dialogueId: DialogueId;
  readonly tenant: string;
  /** Of entry 1: 32 lowercase hexadecimal digits. */
  readonly logId: string;
  /** 32 lowercase hexadecimal digits, drawn once for a dialogue and a move. */
  readonly moveId: string;
  readonly source: StoreName;
  readonly target: StoreName;
  /** In `migrate.in`, and there only. */
  readonly copied?: Copied;
  /** In `migrate.cancel` where the target was not asked. */
  readonly abandoned?: true;
}

const maxBody = 2048;
const idPattern = /^[0-9a-f]{32}$/;
const digestPattern = /^[0-9a-f]{64}$/;
const tokenPattern = /^[A-Za-z0-9._~-]{1,64}$/;

/** The canonical bytes of a body. What is no body of this kind, is none for {@link parseBoundaryBody} either. */
export function encodeBoundaryBody(body: BoundaryBody): Uint8Array {
  const { dialogueId, tenant, logId, moveId, source, target, copied, abandoned } = body;
  const fields: Record<string, Json> = {
    dialogueId,
    logId,
    moveId,
    source: [source.place, source.name],
    target: [target.place, target.name],
    tenant,
    v: 1,
  };
  if (copied !== undefined) {
    fields['copied'] = { bytes: copied.bytes, digest: copied.digest, records: copied.records };
  }
  if (abandoned !== undefined) fields['abandoned'] = abandoned;
  return canonicalJsonBytes(fields);
}

/** Reads the body of an entry of this kind; undefined unless it is exactly what {@link encodeBoundaryBody} writes for it. */
export function parseBoundaryBody(kind: BoundaryKind, bytes: Uint8Array): BoundaryBody | undefined {
  if (bytes.byteLength > maxBody) return undefined;
  const value = parse(bytes);
  if (typeof value !== 'object' || value === null) return undefined;
  const { dialogueId, tenant, logId, moveId, ...rest } = value as Readonly<Record<string, unknown>>;
  const source = storeName(rest['source']);
  const target = storeName(rest['target']);
  if (!isDialogueId(dialogueId) || source === undefined || target === undefined) return undefined;
  if (!matches(tenant, tokenPattern) || !matches(logId, idPattern) || !matches(moveId, idPattern)) return undefined;
  // A store that left itself would be active and moved at once.
  if (source.place === target.place) return undefined;
  const copied = copiedOf(rest['copied']);
  if ((copied === undefined) === (kind === 'migrate.in')) return undefined;
  const abandoned = rest['abandoned'] === true;
  if (abandoned && kind !== 'migrate.cancel') return undefined;
  const body: BoundaryBody = {
    dialogueId,
    tenant,
    logId,
    moveId,
    source,
    target,
    ...(copied === undefined ? {} : { copied }),
    ...(abandoned ? { abandoned } : {}),
  };
  // Encoding again is what makes the form unique.
  return bytesEqual(encodeBoundaryBody(body), bytes) ? body : undefined;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    return undefined;
  }
}

function matches(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}

function storeName(value: unknown): StoreName | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [place, name] = value as readonly unknown[];
  const store = { place, name };
  return isStoreName(store) ? store : undefined;
}

/** True for a place and a name of the forms above. */
export function isStoreName(value: { readonly place: unknown; readonly name: unknown }): value is StoreName {
  return matches(value.place, idPattern) && matches(value.name, tokenPattern);
}

function copiedOf(value: unknown): Copied | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { records, bytes, digest } = value as Readonly<Record<string, unknown>>;
  if (!isCount(records) || !isCount(bytes) || !matches(digest, digestPattern)) return undefined;
  return { records, bytes, digest };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0);
}
