import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { bytesEqual, sha256Hex, toHex } from '../bytes/index.ts';
import type { NoteEvidence } from '../checkpoint/openCheckpoint.ts';
import { ColloquyError, isColloquyError } from '../errors/index.ts';
import { entryHash, parseHeader } from '../log/index.ts';
import { isEntityKey } from '../store/physicalKeys.ts';
import { entityOf, openRecords } from '../store/records.ts';
import { resolveDataKeys, resolveRoot, type MissingKeys, type RootKeys } from '../store/dialogueKeys.ts';
import { matchesTag } from '../store/snapshot.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import { isAuthentic, type AuthenticHead, type VerifiedHead } from '../store/verifyHead.ts';
import type { CallOptions, Head, LogEntry, ScopedLoad, StoredRecord } from '../traits/PartitionStore.ts';
import { compareRecords } from './compareRecords.ts';
import type { Finding } from './Finding.ts';
import { LogVerifier } from './LogVerifier.ts';
import { NoteJudgement } from './NoteJudgement.ts';
import { readLog } from './readLog.ts';

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
  readonly findings: readonly Finding[];
}

const maxReadings = 16;

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
  const { load, log } = await readEverything(context, id, options);
  for (const entry of log) note?.add(entry);
  if (load.head === undefined && load.records.length === 0 && log.length === 0) {
    // Somebody vouched for this log: that it is gone is what the note is for.
    if (note !== undefined) {
      const nothing = { n: 0, logHead: undefined, entries: 0, erased: undefined, records: 0 };
      return { ok: false, ...nothing, findings: note.findings };
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
  // Nothing of an erased dialogue can be opened; its records were compared with the log.
  if (head !== undefined && head.header.erased === undefined) {
    const suspect = new Set(suspects.map(({ key }) => key));
    const sound = load.records.filter(({ key }) => !suspect.has(key) && !key.startsWith('key#'));
    findings.push(...(await openEach(context, id, head, sound, complete ? verifier : undefined, options)));
  }
  return {
    ok: findings.length === 0,
    n: load.head?.n ?? 0,
    logHead: verifier.lastHash,
    entries: verifier.entries,
    erased: authentic?.header.erased,
    records: load.records.length,
    findings,
  };
}

/** Records and log of one moment: read again when a commit came between. */
async function readEverything(
  context: StoreContext,
  id: DialogueId,
  options: CallOptions,
): Promise<{ load: ScopedLoad; log: readonly LogEntry[] }> {
  for (let reading = 0; reading < maxReadings; reading++) {
    const load = await context.backend.load(id, options);
    const log: LogEntry[] = [];
    for await (const entry of readLog(context.backend, id, options)) log.push(entry);
    const after = await context.backend.head(id, options);
    if (after?.n === load.head?.n && after?.commitId === load.head?.commitId) return { load, log };
  }
  throw new ColloquyError('revision_conflict', `Dialogue ${id} is written too busily to be verified now; try again.`, {
    context: { dialogueId: id },
  });
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
  if (!isAuthentic(context, id, header, hash, head.auth, keys)) {
    findings.push({ kind: 'head_invalid', n, message: "The head was not written with this dialogue's key." });
    return undefined;
  }
  return { n, header, hash, keys };
}

/** True when the records, by their bytes, are those of the head's tag. */
function isWhole(id: DialogueId, head: VerifiedHead, records: readonly StoredRecord[]): boolean {
  const digests = new Map(records.map((record) => [record.key, { record, digest: sha256Hex(record.envelope) }]));
  return digests.size === records.length && matchesTag(id, head.keys, head.header, digests);
}

/** Opens every record by itself, so that one that does not open hides no other. Compares `rev` when the whole log is known. */
async function openEach(
  context: StoreContext,
  id: DialogueId,
  head: VerifiedHead,
  records: readonly StoredRecord[],
  verifier: LogVerifier | undefined,
  options: CallOptions,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const record of records) {
    const { key } = record;
    try {
      const [opened] = await openRecords(context, id, head, [record], options);
      if (isEntityKey(key) && opened !== undefined) entityOf(id, record, opened);
      if (verifier === undefined || opened?.rev === verifier.history.current.get(key)?.n) continue;
      findings.push({ kind: 'record_unreadable', key, message: `${key} says it was written by entry ${opened?.rev}.` });
    } catch (error) {
      if (!isColloquyError(error, 'integrity_error')) throw error;
      findings.push({ kind: 'record_unreadable', key, message: error.message });
    }
  }
  return findings;
}
