import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { sha256Hex } from '../bytes/index.ts';
import type { NoteEvidence } from '../checkpoint/openCheckpoint.ts';
import { ColloquyError, isColloquyError } from '../errors/index.ts';
import { parseHeader } from '../log/index.ts';
import { factOf, type BoundaryFact } from '../move/boundaryFact.ts';
import type { LoggedLocation } from '../move/BoundarySequence.ts';
import { isKeyKey } from '../store/physicalKeys.ts';
import { resolveDataKeys, resolveRoot, type MissingKeys, type RootKeys } from '../store/dialogueKeys.ts';
import { isPurgedHere } from '../store/retiredHead.ts';
import { matchesTag } from '../store/snapshot.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import { isTombstone } from '../store/tombstone.ts';
import type { AuthenticHead, VerifiedHead } from '../store/verifyHead.ts';
import type { CallOptions, Head, StoredRecord } from '../traits/PartitionStore.ts';
import { checkHead } from './checkHead.ts';
import { compareRecords } from './compareRecords.ts';
import type { Finding } from './Finding.ts';
import { judgeByRegister } from './judgeByRegister.ts';
import { LogVerifier } from './LogVerifier.ts';
import { NoteJudgement } from './NoteJudgement.ts';
import { openEach, type OpenedEach } from './openEach.ts';
import { readEverything } from './readEverything.ts';
import { verifyRetired } from './verifyRetired.ts';
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
  /** 0 where all but the log of a dialogue that has left was purged. */
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
  let everything;
  try {
    everything = await readEverything(context.backend, id, options);
  } catch (error) {
    const retired = isPurgedHere(error) ? await verifyRetired(freshOf(context), id, note, options) : undefined;
    if (retired === undefined) throw error;
    return retired;
  }
  const { load, log } = everything;
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
  if (authentic !== undefined) findings.push(...(await judgeByRegister(context, id, authentic, options)));
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

/** Past the cache on purpose: what is verified is what is stored. */
function freshOf(context: StoreContext): StoreContext {
  return { ...context, keys: { get: () => undefined, set: () => undefined, clear: () => undefined } };
}

/** Unwraps keys from the records that were read; what cannot be unwrapped becomes a finding. */
function keyReader(
  context: StoreContext,
  id: DialogueId,
  records: readonly StoredRecord[],
  findings: Finding[],
  options: CallOptions,
) {
  const fresh = freshOf(context);
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

/** True when the records, by their bytes, are those of the head's tag. */
function isWhole(id: DialogueId, head: VerifiedHead, records: readonly StoredRecord[]): boolean {
  const digests = new Map(records.map((record) => [record.key, { record, digest: sha256Hex(record.envelope) }]));
  return digests.size === records.length && matchesTag(id, head.keys, head.header, digests);
}
