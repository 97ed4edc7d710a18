import type { DialogueId } from '../address/DialogueId.ts';
import { toHex } from '../bytes/index.ts';
import { ColloquyError } from '../errors/index.ts';
import { limits } from '../limits.ts';
import { isBoundaryKind } from '../move/boundaryBody.ts';
import type { HistoryEntry } from '../traits/DialogueStore.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import { foreignAnswer, integrityError } from './integrity.ts';
import { readAtomic } from './readAtomic.ts';
import { isPurgedHere, readRetiredHead } from './retiredHead.ts';
import type { StoreContext } from './StoreContext.ts';
import { readEntry } from './VerifiedLog.ts';
import type { AuthenticHead } from './verifyHead.ts';
import { boundaryFactOf, vouchedOn } from './historyBoundary.ts';
import { isAuthentic } from './isAuthentic.ts';

const none: ReadonlySet<string> = new Set();

/**
 * A page of the log, every entry checked by itself: form, body, MAC; a boundary entry by its signature, or, where that is of a mover who is
 * not pinned any more, by the next entry with a MAC. None may be missing up to the head.
 *
 * @throws ColloquyError `invalid_argument`; `integrity_error`, reason `log`
 */
export async function readHistory(
  context: StoreContext,
  id: DialogueId,
  from: number,
  limit: number,
  options: CallOptions,
): Promise<{ n: number; entries: readonly HistoryEntry[]; next: number | undefined }> {
  if (!Number.isSafeInteger(from) || from < 1)
    throw new ColloquyError('invalid_argument', '`from` is an n of 1 or more.');
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > limits.logPage) {
    throw new ColloquyError('invalid_argument', `\`limit\` is 1 to ${limits.logPage}.`);
  }
  let read = await headFor(context, id, options);
  const page = await context.backend.log(id, from, limit, options);
  if (page.dialogueId !== id) throw foreignAnswer(id, page.dialogueId);
  // The log is never older than the head that was read before it.
  const least = read?.head.n ?? 0;
  // A dialogue may come into being between the two.
  if (read === undefined && page.entries.length > 0) read = await headFor(context, id, options);
  const parsed = page.entries.map((entry) => ({ entry, ...readEntry(id, entry) }));
  const crosses = parsed.some(({ header: { kind } }) => isBoundaryKind(kind));
  const vouched = crosses ? await vouchedOn(context, id, page.entries, read?.head, options) : none;
  const entries = parsed.map(({ entry, header, hash, rows }, at): HistoryEntry => {
    const { n, kind, time, actor } = header;
    if (n !== from + at) throw missing(id, from + at);
    const hex = toHex(hash);
    const isForged = read === undefined || !isAuthentic(context, id, header, hash, entry.auth, read.head.keys);
    const boundary = isBoundaryKind(kind) ? boundaryFactOf(context, id, entry) : undefined;
    if ((isForged && !vouched.has(hex)) || (isBoundaryKind(kind) && boundary === undefined)) {
      throw integrityError(id, 'log', `entry ${n} was not written with this dialogue's key.`, { n });
    }
    const keys = rows.map(({ key }) => key);
    const logId = header.logId === undefined ? {} : { logId: toHex(header.logId) };
    const said = boundary === undefined ? {} : { boundary };
    return { n, kind, time, actor, commitId: entry.commitId, hash: hex, ...logId, keys, ...said };
  });
  const following = from + entries.length;
  const isComplete = page.next === undefined ? following > least : page.next === following;
  if (!isComplete) throw missing(id, following);
  return { n: read?.head.n ?? 0, entries, next: page.next };
}

/** The head, of a dialogue whose records are purged too: its log is there for ever. */
async function headFor(
  context: StoreContext,
  id: DialogueId,
  options: CallOptions,
): Promise<{ readonly head: AuthenticHead } | undefined> {
  try {
    return await readAtomic(context, id, [], options);
  } catch (error) {
    const head = isPurgedHere(error) ? await readRetiredHead(context, id, options) : undefined;
    if (head === undefined) throw error;
    return { head };
  }
}

function missing(id: DialogueId, n: number): Error {
  return integrityError(id, 'log', `entry ${n} is missing from the log.`, { n });
}

/** What became of a commit, by the entry at its n (CL-ONCE-03). */
export async function readOutcome(
  context: StoreContext,
  id: DialogueId,
  commit: { readonly n: number; readonly commitId: string },
  options: CallOptions,
): Promise<'landed' | 'dead' | 'undecided'> {
  const { entries } = await readHistory(context, id, commit.n, 1, options);
  const [entry] = entries;
  if (entry === undefined || entry.n !== commit.n) return 'undecided';
  return entry.commitId === commit.commitId ? 'landed' : 'dead';
}
