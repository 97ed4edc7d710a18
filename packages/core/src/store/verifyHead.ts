import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { toHex } from '../bytes/index.ts';
import { entryHash, parseHeader, type EntryHeader } from '../log/index.ts';
import { isBoundaryKind } from '../move/boundaryBody.ts';
import type { CallOptions, Head, LogEntry, StoredRecord } from '../traits/PartitionStore.ts';
import { believeBoundary, type BoundaryHead } from './boundaryHead.ts';
import { resolveDataKeys, resolveRoot, type DialogueKeys, type MissingKeys, type RootKeys } from './dialogueKeys.ts';
import { integrityError } from './integrity.ts';
import { isAuthentic } from './isAuthentic.ts';
import { ColloquyError } from '../errors/index.ts';
import type { SeenHead, StoreContext } from './StoreContext.ts';

/** A head that was written by a holder of the log root, or by a mover whom this store believes. */
export interface VerifiedHead {
  readonly n: number;
  readonly header: EntryHeader;
  /** Entry hash. */
  readonly hash: Uint8Array;
  readonly keys: DialogueKeys;
  /** Present when the head is a boundary entry. */
  readonly boundary?: BoundaryHead;
}

/** Reads the header of a head or entry and checks that the columns around it say the same. */
export function readHeader(id: DialogueId, head: Head): EntryHeader {
  const header = parseHeader(head.header);
  if (header === undefined || header.n !== head.n || toHex(header.commitId) !== head.commitId) {
    throw integrityError(id, 'head_malformed', `the head at n = ${head.n} is not a header that core wrote.`, {
      n: head.n,
    });
  }
  return header;
}

/**
 * Believes a head, or not: form, MAC under the dialogue's log root, genesis for the first entry, and that it is not older than one
 * this store has seen (CL-READ-01, CL-READ-07). A boundary entry is believed by its signature, and by the log below it (MG-READ-01).
 *
 * @returns the key records still to be read before it can be verified
 * @throws ColloquyError `integrity_error`
 */
export async function verifyHead(
  context: StoreContext,
  id: DialogueId,
  head: Head,
  lookup: (key: RecordKey) => StoredRecord | undefined,
  floor: SeenHead | undefined,
  options: CallOptions,
): Promise<VerifiedHead | MissingKeys> {
  const authentic = await authenticateHead(context, id, head, lookup, floor, options);
  if ('missing' in authentic) return authentic;
  const keys = await resolveDataKeys(context, id, authentic.header, authentic.keys, lookup, options);
  if ('missing' in keys) return keys;
  context.keys.set(id, keys);
  return { ...authentic, keys };
}

/** A head that is believed; its data keys are not unwrapped yet. */
export type AuthenticHead = Omit<VerifiedHead, 'keys'> & { readonly keys: RootKeys };

/** {@link verifyHead} without the data keys: for those who need none of them, or can do without. */
export async function authenticateHead(
  context: StoreContext,
  id: DialogueId,
  head: Head,
  lookup: (key: RecordKey) => StoredRecord | undefined,
  floor: SeenHead | undefined,
  options: CallOptions,
): Promise<AuthenticHead | MissingKeys> {
  const header = readHeader(id, head);
  const keys = await resolveRoot(context, id, header, lookup, options);
  if ('missing' in keys) return keys;
  const hash = entryHash(head.header);
  if (isBoundaryKind(header.kind)) {
    const boundary = await believeBoundary(context, id, head, header, keys, options);
    remember(context, id, head.n, hash, floor);
    if (context.register !== undefined)
      await compareWithRegister(context, id, { n: head.n, header, hash, keys }, options);
    return { n: head.n, header, hash, keys, boundary };
  }
  if (!isAuthentic(context, id, header, hash, head.auth, keys)) {
    throw integrityError(id, 'head_mac', `the head at n = ${head.n} was not written with this dialogue's key.`, {
      n: head.n,
    });
  }
  remember(context, id, head.n, hash, floor);
  if (context.register !== undefined)
    await compareWithRegister(context, id, { n: head.n, header, hash, keys }, options);
  return { n: head.n, header, hash, keys };
}

/** Compares a believed head with the register of moves, where the store was opened with one (MG-REGISTER-02, -03). */
export async function compareWithRegister(
  context: StoreContext,
  id: DialogueId,
  head: AuthenticHead,
  options: CallOptions,
  how: 'check' | 'compare' = 'check',
): Promise<void> {
  const isOwn = ({ header: bytes, auth }: LogEntry): boolean => {
    const header = parseHeader(bytes);
    return header !== undefined && isAuthentic(context, id, header, entryHash(bytes), auth, head.keys);
  };
  await context.register?.[how](id, { ...head, isOwn }, options);
}

/** @throws ColloquyError `key_erased` when the authentic head says that the dialogue was erased */
export function refuseErased(id: DialogueId, { header }: Pick<VerifiedHead, 'header'>): void {
  if (header.erased === undefined) return;
  throw new ColloquyError(
    'key_erased',
    `Dialogue ${id} was erased by entry ${header.erased} of its log: its keys are gone for good, and with them what they sealed.`,
    { context: { dialogueId: id, n: header.erased } },
  );
}

/**
 * Notes a believed head; refuses one that is older than what this store had seen before it asked (`floor`). What another call of
 * the same store has seen meanwhile is no floor: answers may overtake each other.
 *
 * @throws ColloquyError `integrity_error`, reason `rollback` or `fork`
 */
export function remember(
  context: StoreContext,
  id: DialogueId,
  n: number,
  hash: Uint8Array,
  floor: SeenHead | undefined,
): void {
  const seen = context.seen.get(id);
  const hex = toHex(hash);
  if (floor !== undefined && n < floor.n) throw rollback(id, n, floor.n);
  if (seen !== undefined && n === seen.n && hex !== seen.hash) {
    throw integrityError(id, 'fork', `there are two different entries with n = ${n}: history was rewritten.`, { n });
  }
  if (seen === undefined || n > seen.n) context.seen.set(id, { n, hash: hex });
}

/** The state went back: from `seen` to `n`, 0 for a dialogue that is gone. */
export function rollback(id: DialogueId, n: number, seen: number): ColloquyError {
  const now = n === 0 ? 'it is gone' : `its head is n = ${n}`;
  return integrityError(id, 'rollback', `this store has seen n = ${seen}, and now ${now}: an old state was put back.`, {
    n,
    seen,
  });
}
