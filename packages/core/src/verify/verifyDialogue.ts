import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { bytesEqual, sha256Hex, toHex } from '../bytes/index.ts';
import type { NoteEvidence } from '../checkpoint/openCheckpoint.ts';
import { ColloquyError, isColloquyError } from '../errors/index.ts';
import { entryHash, parseHeader, type EntryHeader } from '../log/index.ts';
import { isBoundaryKind } from '../move/boundaryBody.ts';
import { factOf, type BoundaryFact } from '../move/boundaryFact.ts';
import type { LoggedLocation } from '../move/BoundarySequence.ts';
import { judgeBoundary, misplacedAt, type BoundaryHead } from '../store/boundaryHead.ts';
import { isKeyKey } from '../store/physicalKeys.ts';
import { resolveDataKeys, resolveRoot, type MissingKeys, type RootKeys } from '../store/dialogueKeys.ts';
import { matchesTag } from '../store/snapshot.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import { isTombstone } from '../store/tombstone.ts';
import { isAuthentic } from '../store/isAuthentic.ts';
import type { AuthenticHead, VerifiedHead } from '../store/verifyHead.ts';
import type { CallOptions, Head, LogEntry, StoredRecord } from '../traits/PartitionStore.ts';
import { compareRecords } from './compareRecords.ts';
import type { Finding } from './Finding.ts';
import { LogVerifier } from './LogVerifier.ts';
import { NoteJudgement } from './NoteJudgement.ts';
import { openEach, type OpenedEach } from './openEach.ts';
import { readEverything } from './readEverything.ts';
import { withStatement, type Reattestation } from './reattestations.ts';

export interface VerifyOptions extends CallOptions {
  /**
   * A note of this dialogue and the pinned keys: then the report also says whether the log is the one that was signed, at least as long,
   * and with the same entry at n.
   */
  readonly against?: NoteEvidence;
}

/** What a full verification found. */
export interface VerificationReport {
  /** True when there is no finding. */
  readonly ok: boolean;
  /** n of the head, 0 when there is none. */
  readonly n: number;
  /** Hash of the last log entry, lowercase hexadecimal. */
  readonly logHead: string | undefined;
  readonly entries: number;
  /** n of the entry that erased the dialogue, as its authentic head says. */
  readonly erased: number | undefined;
  readonly records: number;
  /** Where the log says that the dialogue is; undefined when its end does not tell. */
  readonly location: LoggedLocation | undefined;
  /** Every entry with which the dialogue left a store, came to one, or stayed after all, oldest first: facts of the log, and no faults. */
  readonly boundaries: readonly BoundaryFact[];
  /**
   * What was accepted after torn restores, oldest first: facts of the log, and no faults. Who reads the dialogue should know of them
   * (`docs/spec/reattest.md`).
   */
  readonly reattestations: readonly Reattestation[];
  readonly findings: readonly Finding[];
}

/**
 * Checks everything that is stored of a dialogue: every entry, every link, every tag, every record, every payload
 * (`docs/spec/commit-log.md`, section 5). Reads it all, changes nothing, and reports every fault instead of stopping at the first.
 *
 * @throws ColloquyError `dialogue_not_found`, unless a note says that there was one; `revision_conflict` when writers never let it read
 * a whole state; what the backend throws
 */
export async function verifyDialogue(
  context: StoreContext,
  id: DialogueId,
  options: VerifyOptions,
): Promise<VerificationReport> {
  const note = options.against && new NoteJudgement(options.against);
  const { load, log } = await readEverything(context.backend, id, options);
  for (const entry of log) note?.add(entry);
  if (load.head === undefined && load.records.length === 0 && log.length === 0) {
    // Somebody vouched for this log: that it is gone is what the note is for.
    if (note !== undefined) {
      const nothing = { n: 0, logHead: undefined, entries: 0, erased: undefined, records: 0, reattestations: [] };
      return { ok: false, ...nothing, location: undefined, boundaries: [], findings: note.findings };
    }
    throw new ColloquyError('dialogue_not_found', `There is no dialogue ${id} here.`, { context: { dialogueId: id } });
  }
  const findings: Finding[] = [];
  const keys = keyReader(context, id, load.records, findings, options);
  // Without a head the last entry says which log root it is.
  const root = await keys.root(load.head ?? log.at(-1));
  const verifier = new LogVerifier(root && { context, id, keys: root });
  for (const entry of log) verifier.add(entry);
  findings.push(...verifier.findings, ...(note?.findings ?? []));
  const authentic = checkHead(context, id, load.head, log, root, findings);
  const head = authentic && (await keys.withDataKeys(authentic));
  const complete = verifier.complete && verifier.lastN >= (load.head?.n ?? 0);
  const differences = compareRecords(verifier.history, load.records);
  // With entries gone the log accounts for no longer every record; if the head's tag does, the records are as they should be.
  const accounted = !complete && head !== undefined && isWhole(id, head, load.records);
  const suspects = accounted ? [] : differences;
  findings.push(...suspects);
  let opened: OpenedEach['opened'] = new Map();
  // Nothing of an erased dialogue can be opened; its records were compared with the log.
  if (head !== undefined && head.header.erased === undefined) {
    const suspect = new Set(suspects.map(({ key }) => key));
    const sound = load.records.filter(
      (record) => !suspect.has(record.key) && !isKeyKey(record.key) && !isTombstone(record),
    );
    const writerOf = (key: RecordKey) => verifier.history.current.get(key)?.n;
    const each = await openEach(context, id, head, sound, complete ? writerOf : undefined, options);
    findings.push(...each.findings);
    opened = each.opened;
  }
  return {
    ok: findings.length === 0,
    n: load.head?.n ?? 0,
    logHead: verifier.lastHash,
    entries: verifier.entries,
    erased: authentic?.header.erased,
    records: load.records.length,
    location: verifier.location,
    boundaries: verifier.boundaries.map(factOf),
    reattestations: verifier.reattested.map((entry) => withStatement(id, entry, opened)),
    findings,
  };
}

/** Unwraps keys from the records that were read; what cannot be unwrapped becomes a finding. */
function keyReader(
  context: StoreContext,
  id: DialogueId,
  records: readonly StoredRecord[],
  findings: Finding[],
  options: CallOptions,
) {
  // Past the cache on purpose: what is verified is what is stored.
  const fresh: StoreContext = {
    ...context,
    keys: { get: () => undefined, set: () => undefined, clear: () => undefined },
  };
  const byKey = new Map(records.map((record) => [record.key, record]));
  const lookup = (key: RecordKey): StoredRecord | undefined => byKey.get(key);
  const noting = async <K extends RootKeys>(resolve: () => Promise<K | MissingKeys>): Promise<K | undefined> => {
    try {
      const keys = await resolve();
      if (!('missing' in keys)) return keys;
      for (const key of keys.missing)
        findings.push({ kind: 'keys_unreadable', key, message: `The key record ${key} is missing.` });
    } catch (error) {
      if (!isColloquyError(error, 'integrity_error')) throw error;
      findings.push({ kind: 'keys_unreadable', message: `The dialogue's keys cannot be opened: ${error.message}` });
    }
    return undefined;
  };
  return {
    root: async (head: Head | undefined): Promise<RootKeys | undefined> => {
      const header = head && parseHeader(head.header);
      return header && noting(() => resolveRoot(fresh, id, header, lookup, options));
    },
    withDataKeys: async (head: AuthenticHead): Promise<VerifiedHead | undefined> => {
      const keys = await noting(() => resolveDataKeys(fresh, id, head.header, head.keys, lookup, options));
      return keys && { ...head, keys };
    },
  };
}

function checkHead(
  context: StoreContext,
  id: DialogueId,
  head: Head | undefined,
  log: readonly LogEntry[],
  keys: RootKeys | undefined,
  findings: Finding[],
): AuthenticHead | undefined {
  if (head === undefined) {
    findings.push({ kind: 'head_missing', message: 'The head is missing.' });
    return undefined;
  }
  const { n } = head;
  const last = log.at(-1);
  if (last === undefined || last.n < n) {
    findings.push({
      kind: 'entry_missing',
      n,
      message: `The head is entry ${n}, but the log ends at ${last?.n ?? 0}.`,
    });
  } else if (last.n !== n || !bytesEqual(last.header, head.header) || !bytesEqual(last.auth, head.auth)) {
    findings.push({ kind: 'head_not_last', n, message: `The head (n = ${n}) is not the last entry (n = ${last.n}).` });
  }
  const header = parseHeader(head.header);
  const hash = entryHash(head.header);
  if (header === undefined || header.n !== n || toHex(header.commitId) !== head.commitId) {
    findings.push({ kind: 'head_invalid', n, message: 'The head is not one that core wrote.' });
    return undefined;
  }
  if (keys === undefined) return undefined;
  if (isBoundaryKind(header.kind)) {
    const judged = checkBoundary(context, id, head, header, log, keys, findings);
    return judged && { n, header, hash, keys, boundary: judged };
  }
  if (!isAuthentic(context, id, header, hash, head.auth, keys)) {
    findings.push({ kind: 'head_invalid', n, message: "The head was not written with this dialogue's key." });
    return undefined;
  }
  return { n, header, hash, keys };
}

/**
 * A head that is a boundary entry. One whose mover alone is not known repeats an entry that was written with the dialogue's key, so records
 * can be checked by it; that it is not believed is a finding of the log.
 */
function checkBoundary(
  context: StoreContext,
  id: DialogueId,
  head: Head,
  header: EntryHeader,
  log: readonly LogEntry[],
  keys: RootKeys,
  findings: Finding[],
): BoundaryHead | undefined {
  const { n } = head;
  const entries = log.filter((entry) => entry.n >= header.tagOf && entry.n <= n);
  const judged = judgeBoundary(context, id, head, header, keys, entries);
  const boundary = 'reason' in judged ? judged.boundary : judged;
  if (boundary === undefined) {
    findings.push({ kind: 'head_invalid', n, message: 'The head is a boundary entry that is not to be believed.' });
    return undefined;
  }
  const elsewhere = misplacedAt(context, boundary);
  if (elsewhere === undefined) return boundary;
  const { name, place } = elsewhere;
  const message = `The head places the dialogue in the store ${name} (place ${place}), and this is another.`;
  findings.push({ kind: 'head_misplaced', n, message });
  return boundary;
}

/** True when the records, by their bytes, are those of the head's tag. */
function isWhole(id: DialogueId, head: VerifiedHead, records: readonly StoredRecord[]): boolean {
  const digests = new Map(records.map((record) => [record.key, { record, digest: sha256Hex(record.envelope) }]));
  return digests.size === records.length && matchesTag(id, head.keys, head.header, digests);
}
