import { dialogueId, type DialogueId } from '../address/DialogueId.ts';
import { bytesEqual, toHex } from '../bytes/index.ts';
import type { NoteVerifier } from '../checkpoint/NoteVerifier.ts';
import { ColloquyError } from '../errors/index.ts';
import { limits } from '../limits.ts';
import { scoped, type Scoped } from '../traits/PartitionScoped.ts';
import type { CallOptions, Head, LogEntry, PartitionStore, ScopedLogPage } from '../traits/PartitionStore.ts';
import { BoundaryChain, type ChainBreak, type LoggedLocation } from './BoundaryChain.ts';
import { factOf, type BoundaryFact } from './boundaryFact.ts';
import { MoverKeys } from './MoverKeys.ts';

export interface ContinuityOptions extends CallOptions {
  /** Whose store it is: the genesis of the log names it. */
  readonly tenant: string;
  /** The pinned keys of those who may move dialogues; possibly none. */
  readonly movers: readonly NoteVerifier[];
}

/** What a log and its head say, without any key of the store. */
export interface LogContinuity {
  /** True when every entry continues the one before, and the head is the last of them. */
  readonly continuous: boolean;
  /** The first entry that does not, and why; `head`: all do, and the head is none of them, or not the last. */
  readonly broken: { readonly n: number; readonly why: ChainBreak | 'head' } | undefined;
  /** The last entry that continues; n is 0 where there is none. */
  readonly n: number;
  /** Its entry hash, 64 lowercase hexadecimal digits; empty where there is none. */
  readonly hash: string;
  /** Where the log says that the dialogue is, as of that entry. */
  readonly location: LoggedLocation;
  /** Every boundary entry up to it, oldest first. */
  readonly boundaries: readonly BoundaryFact[];
  /** n of those that no pinned key has signed. Whoever verifies without keys must pin every mover for good. */
  readonly unknown: readonly number[];
}

/** Times that the head may run away from the log while both are read. */
const maxReadings = 16;

/**
 * Says whether a log is one unbroken chain from its genesis to its head, and where it says that the dialogue is: from log and head alone,
 * in the store that a dialogue left as in the one that it came to (MG-CHAIN-01). MACs, tags and records are not looked at, so a history that
 * is only consistent with itself passes: compare it with a signed note, and verify with keys (`DialogueStore.verify`).
 *
 * Reads the whole log, page by page, and the head.
 *
 * @throws ColloquyError `dialogue_not_found`; `invalid_argument` for two mover keys of one key id; `revision_conflict` when writers never
 * let head and log be read as one; `dialogue_moving` and `dialogue_moved` where the head is not given out; what the backend throws
 * @example
 * const { continuous, location } = await verifyChainContinuity(backend, id, { tenant: 'acme', movers: [NoteVerifier.parse(pinned)] });
 */
export async function verifyChainContinuity(
  backend: Pick<PartitionStore, 'head' | 'log'>,
  id: DialogueId,
  { tenant, movers, ...call }: ContinuityOptions,
): Promise<Scoped<LogContinuity>> {
  const chain = new BoundaryChain(dialogueId(id), tenant, new MoverKeys(movers));
  const { last, head } = await readAll(backend, id, chain, call);
  if (last === undefined && head === undefined) {
    throw new ColloquyError('dialogue_not_found', `There is no dialogue ${id} here.`, { context: { dialogueId: id } });
  }
  const { boundaries, last: end } = chain;
  const broken =
    chain.broken ?? (isSame(last, head) ? undefined : { n: head?.n ?? last?.n ?? 0, why: 'head' as const });
  return scoped(id, {
    continuous: broken === undefined,
    broken,
    n: end?.n ?? 0,
    hash: end === undefined ? '' : toHex(end.hash),
    location: chain.location,
    boundaries: boundaries.map(factOf),
    unknown: boundaries.filter(({ trust }) => trust.trust === 'unknown').map(({ n }) => n),
  });
}

/** Follows the log to its end, and reads the head after it. A commit that came between is in the log by then. */
async function readAll(
  backend: Pick<PartitionStore, 'head' | 'log'>,
  id: DialogueId,
  chain: BoundaryChain,
  call: CallOptions,
): Promise<{ readonly last: LogEntry | undefined; readonly head: Head | undefined }> {
  let last: LogEntry | undefined;
  for (let reading = 0; reading < maxReadings; reading++) {
    const before = last?.n ?? 0;
    for (let from: number | undefined = before + 1; from !== undefined;) {
      const page: ScopedLogPage = await backend.log(id, from, limits.logPage, call);
      for (const entry of page.entries) chain.add(entry);
      last = page.entries.at(-1) ?? last;
      from = page.next;
    }
    const head = await backend.head(id, call);
    const isBehind = (head?.n ?? 0) > (last?.n ?? 0);
    // Asked again and nothing came: what the head stands for is not there.
    const isLost = reading > 0 && (last?.n ?? 0) === before;
    if (!isBehind || isLost || chain.broken !== undefined) return { last, head };
  }
  throw new ColloquyError('revision_conflict', `Dialogue ${id} is written too busily to be read as one; try again.`, {
    context: { dialogueId: id },
  });
}

function isSame(entry: LogEntry | undefined, head: Head | undefined): boolean {
  if (entry === undefined || head === undefined) return false;
  return entry.n === head.n && bytesEqual(entry.header, head.header) && bytesEqual(entry.auth, head.auth);
}
