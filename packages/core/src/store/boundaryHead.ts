import type { DialogueId } from '../address/DialogueId.ts';
import { bytesEqual, sha256, toHex } from '../bytes/index.ts';
import { limits } from '../limits.ts';
import { entryHash, parseHeader, type EntryHeader } from '../log/index.ts';
import { isBoundaryKind, type BoundaryBody, type BoundaryKind, type StoreName } from '../move/boundaryBody.ts';
import { BoundarySequence, type Boundary } from '../move/BoundarySequence.ts';
import type { CallOptions, Head, LogEntry } from '../traits/PartitionStore.ts';
import type { RootKeys } from './dialogueKeys.ts';
import { foreignAnswer, integrityError } from './integrity.ts';
import { isAuthentic } from './isAuthentic.ts';
import type { StoreContext } from './StoreContext.ts';

/** A boundary entry that stands at the head, and what is below it. */
export interface BoundaryHead {
  readonly kind: BoundaryKind;
  readonly body: BoundaryBody;
  /** Kind of the last entry that is no boundary: what the dialogue was in the middle of (MG-READ-03). */
  readonly under: string;
}

/** What one store instance has found of a head. */
export interface JudgedHead extends BoundaryHead {
  /** The head that it was found of, byte for byte. */
  readonly head: Pick<Head, 'header' | 'auth'>;
}

/** Why a boundary head is not believed. */
export interface HeadFault {
  /** `mover_unknown`: only the pinned key is lacking. */
  readonly reason: 'boundary' | 'mover_unknown';
  readonly message: string;
  /** Of the entry that it is about. */
  readonly n: number;
  /** Of a signature that no pinned key has made: 8 lowercase hexadecimal digits. */
  readonly keyId?: string;
  /** What it says all the same, where everything but the key is right. */
  readonly boundary?: BoundaryHead;
}

/**
 * Believes a head that is a boundary entry, or not (MG-READ-01, -02): the log from entry `tagOf`, which has a MAC, up to the head, and that
 * the dialogue is here, or has left from here. Costs one `log` request per dialogue and head.
 *
 * @throws ColloquyError `integrity_error`, reason `boundary`, `mover_unknown` or `misplaced`
 */
export async function believeBoundary(
  context: StoreContext,
  id: DialogueId,
  head: Head,
  header: EntryHeader,
  keys: RootKeys,
  options: CallOptions,
): Promise<BoundaryHead> {
  const known = context.boundaries.get(id);
  if (known !== undefined && isSameHead(known.head, head)) return known;
  const judged = judgeBoundary(context, id, head, header, keys, await entriesUpTo(context, id, header, options));
  if ('reason' in judged) {
    const { reason, message, n, keyId } = judged;
    throw integrityError(id, reason, message, { n, ...(keyId === undefined ? {} : { keyId }) });
  }
  const elsewhere = misplacedAt(context, judged);
  if (elsewhere !== undefined) throw misplaced(id, header.n, elsewhere);
  context.boundaries.set(id, { ...judged, head: { header: head.header, auth: head.auth } });
  return judged;
}

/** {@link believeBoundary} without a request, and whatever place the entry names. @param entries from entry `tagOf` on */
export function judgeBoundary(
  context: StoreContext,
  id: DialogueId,
  head: Head,
  header: EntryHeader,
  keys: RootKeys,
  entries: readonly LogEntry[],
): BoundaryHead | HeadFault {
  const fault = (n: number, what: string): HeadFault => ({ reason: 'boundary', n, message: `entry ${n} ${what}.` });
  const { tenant } = context.keyring;
  const sequence = new BoundarySequence(context.movers, { id, tenant });
  let before: { readonly header: EntryHeader; readonly hash: Uint8Array } | undefined;
  let under = '';
  for (let n = header.tagOf; n <= header.n; n++) {
    const entry = entries[n - header.tagOf];
    const read = entry && readOwn(entry, n);
    if (entry === undefined || read === undefined)
      return fault(n, 'is missing from the log, or is none that core wrote');
    const { kind } = read.header;
    if (before !== undefined && !bytesEqual(read.header.prevHash, before.hash)) {
      return fault(n, 'does not follow the one before');
    }
    if (isBoundaryKind(kind) && before !== undefined) {
      if (!bytesEqual(sha256(entry.body), read.header.changes))
        return fault(n, 'has another body than its header names');
      const why = sequence.cross(kind, before.header, read.header, entry);
      if (why !== undefined) return fault(n, `is no boundary entry that may stand there (${why})`);
    } else {
      if (isBoundaryKind(kind) || !isAuthentic(context, id, read.header, read.hash, entry.auth, keys)) {
        return fault(n, "was not written with this dialogue's key");
      }
      // One that changes nothing repeats the tag too.
      if (read.header.tagOf !== header.tagOf || !sequence.mayContinue()) return fault(n, 'may not stand there');
      under = kind;
      if (read.header.logId !== undefined) sequence.begin(toHex(read.header.logId));
    }
    before = read;
  }
  const last = sequence.boundaries.at(-1);
  const end = entries[header.n - header.tagOf];
  if (last === undefined || end === undefined || !isSameHead(end, head)) return fault(header.n, 'is not the head');
  const boundary: BoundaryHead = { kind: last.kind, body: last.body, under };
  return unknownOf(sequence.boundaries, boundary) ?? boundary;
}

function unknownOf(boundaries: readonly Boundary[], boundary: BoundaryHead): HeadFault | undefined {
  for (const { n, trust } of boundaries) {
    if (trust.trust !== 'unknown') continue;
    const { keyId } = trust;
    const message = `entry ${n} is signed by a mover whose key is not pinned here (key id ${keyId}): pin it if it is one of yours.`;
    return { reason: 'mover_unknown', n, message, keyId, boundary };
  }
  return undefined;
}

/** Where a head places its dialogue, when that is not here; for `migrate.out`, where it left from. */
export function misplacedAt({ keyring }: StoreContext, { kind, body }: BoundaryHead): StoreName | undefined {
  const store = kind === 'migrate.in' ? body.target : body.source;
  return store.place === keyring.place ? undefined : store;
}

function misplaced(id: DialogueId, n: number, { place, name }: StoreName): Error {
  return integrityError(
    id,
    'misplaced',
    `its head at n = ${n} places it in the store ${name} (place ${place}), and this is another: its rows were copied here.`,
    { n, place, name },
  );
}

/** The entries from `tagOf` to the head: one page, unless hundreds of moves follow one another. */
async function entriesUpTo(
  context: StoreContext,
  id: DialogueId,
  { n, tagOf }: EntryHeader,
  options: CallOptions,
): Promise<readonly LogEntry[]> {
  const entries: LogEntry[] = [];
  for (let from = tagOf; from <= n;) {
    const page = await context.backend.log(id, from, Math.min(limits.logPage, n - from + 1), options);
    if (page.dialogueId !== id) throw foreignAnswer(id, page.dialogueId);
    entries.push(...page.entries);
    // A head that nobody has written may name any entry below it: nothing is read behind one that has a tag of its own.
    if (page.entries.length === 0 || page.entries.some(({ n: at, header }) => at > tagOf && isTagged(header))) break;
    from += page.entries.length;
  }
  return entries;
}

function isTagged(bytes: Uint8Array): boolean {
  const header = parseHeader(bytes);
  return header === undefined || header.tagOf === header.n;
}

function readOwn(entry: LogEntry, n: number): { readonly header: EntryHeader; readonly hash: Uint8Array } | undefined {
  const header = parseHeader(entry.header);
  if (header === undefined || entry.n !== n || header.n !== n || toHex(header.commitId) !== entry.commitId)
    return undefined;
  return { header, hash: entryHash(entry.header) };
}

function isSameHead(a: Pick<Head, 'header' | 'auth'>, b: Pick<Head, 'header' | 'auth'>): boolean {
  return bytesEqual(a.header, b.header) && bytesEqual(a.auth, b.auth);
}
