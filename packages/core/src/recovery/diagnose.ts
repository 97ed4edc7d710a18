import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { toHex } from '../bytes/index.ts';
import type { NoteEvidence } from '../checkpoint/openCheckpoint.ts';
import { entityKey } from '../domain/ids/entityKey.ts';
import { DialogueState } from '../domain/state/DialogueState.ts';
import { ColloquyError } from '../errors/index.ts';
import { dataKeyVersions } from '../store/dialogueKeys.ts';
import { isImporting } from '../store/loadVerified.ts';
import { dataKeyKey } from '../store/physicalKeys.ts';
import { matchesTag, type RecordMap } from '../store/snapshot.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import { isTombstone } from '../store/tombstone.ts';
import { sha256Hex } from '../bytes/index.ts';
import type { CallOptions, PartitionStore } from '../traits/PartitionStore.ts';
import type { MigrationBackend } from '../traits/MigrationPort.ts';
import type { Contradiction } from '../traits/MigrationStore.ts';
import type { RepairBackend } from '../traits/RepairPort.ts';
import type { Finding } from '../verify/Finding.ts';
import { danglingIn } from './dangling.ts';
import type { Diagnosis, Obstacle, RestoreVerdict } from './Diagnosis.ts';
import { judgeRecords, type JudgedRecords, type Opener } from './judgeRecords.ts';
import { askRegister, laterState } from './laterState.ts';
import { nextSteps } from './nextSteps.ts';
import { digestOfStanding, readStanding, type Standing } from './standing.ts';
import { openStandingKeys, type StandingKeys } from './standingKeys.ts';
import { judgeLog, type StandingLog } from './standingLog.ts';

export interface DoctorOptions extends CallOptions {
  /**
   * Milliseconds that the copy took, as far as it may have mixed what was written: 60 000 by default. Which record was written when is
   * what the entries' own times say. What was overwritten longer before the newest entry and stands there in its old version, or is
   * missing, is `damaged`: no torn restore explains it.
   */
  readonly within?: number;
  /** A note of this dialogue, from an anchor, and the pinned keys. */
  readonly against?: NoteEvidence;
  /** What an open handle or a log file has seen: `n` and `logHead` of a loaded dialogue. */
  readonly seen?: { readonly n: number; readonly logHead: string };
}

/** A diagnosis, with what it was made from. */
export interface Examination {
  readonly diagnosis: Diagnosis;
  readonly standing: Standing;
  readonly log: StandingLog;
  readonly keys: StandingKeys | undefined;
  readonly judged: JudgedRecords;
}

const maxStrays = 64;
const defaultWithin = 60_000;

/** Reads everything that stands there and says what it is (RA-DOCTOR-01 to -06). Changes nothing. */
export async function examine(
  backend: PartitionStore & RepairBackend & MigrationBackend,
  id: DialogueId,
  context: StoreContext | undefined,
  options: DoctorOptions,
): Promise<Examination> {
  const { within = defaultWithin } = options;
  if (!Number.isSafeInteger(within) || within < 0) {
    throw new ColloquyError('invalid_argument', '`within` is a number of milliseconds, 0 or more.');
  }
  const standing = await readStanding(backend, id, options);
  const { records } = standing;
  const keys = context && (await openStandingKeys(context, id, records, options));
  const root = keys?.root;
  const log = judgeLog(standing, context && root && { context, id, keys: root });
  const erased = erasedBy(log);
  const opener = erased === undefined && keys !== undefined ? openerOf(context, keys, log) : undefined;
  const isProven = root !== undefined && log.findings.length === 0 && matchesHead(id, log, root, standing);
  const judging = { within, isProven, ...(options.signal === undefined ? {} : { signal: options.signal }) };
  // What the backend does not give out cannot be compared.
  const history = standing.pending === 'torn' ? nothingJudged : await judgeRecords(id, log, records, opener, judging);
  const registered = context && root && (await askRegister(context, id, log, root, options));
  const rollback = laterState(log, registered, options);
  const findings = [...log.findings, ...history.damage, ...rollback.damage];
  const draft = {
    level: root === undefined ? 'structure' : 'keys',
    digest: digestOfStanding(standing),
    head: standing.head?.n ?? 0,
    end: log.end?.header.n ?? 0,
    erased,
    records: history.torn,
    unproven: history.unproven,
    lostEntries: lostEntries(log, history),
    strayEntries: log.strays.map(({ header: { n }, hash }) => ({ n, hash: toHex(hash) })),
    complete: isProven,
    rolledBack: rollback.findings,
    contradiction: standing.contradiction,
    dangling: danglingIn(stateAfter(history)),
    findings,
  } satisfies Partial<Diagnosis>;
  const isOff = draft.head !== draft.end || draft.strayEntries.length > 0;
  const isTorn = isOff || history.torn.length > 0 || standing.pending === 'torn';
  const verdict = verdictOf({ isTorn, isUnproven: history.unproven.length > 0, ...draft, pending: standing.pending });
  // Beside what is torn it is one more sign of that; alone, somebody has edited the row.
  if (verdict === 'damaged' && findings.length === 0) findings.push(...contradicted(draft.contradiction, draft.head));
  const needsPort = isOff && backend.repair === undefined;
  const obstacles =
    verdict === 'torn'
      ? obstaclesTo(standing, log, keys, history, erased, { needsPort, isGone: registered !== undefined })
      : [];
  const diagnosis = { verdict, ...draft, obstacles, next: nextSteps(verdict, obstacles) };
  return { diagnosis, standing, log, keys, judged: history };
}

const nothingJudged: JudgedRecords = { torn: [], damage: [], unproven: [], opened: new Map(), unreadable: [] };

function verdictOf(found: {
  readonly isTorn: boolean;
  readonly isUnproven: boolean;
  readonly pending: Standing['pending'];
  readonly findings: readonly Finding[];
  readonly rolledBack: readonly Finding[];
  readonly contradiction: Contradiction | undefined;
}): RestoreVerdict {
  if (found.findings.length > 0) return 'damaged';
  if (found.isUnproven) return 'undetermined';
  if (found.isTorn) return 'torn';
  if (found.contradiction !== undefined) return 'damaged';
  if (found.rolledBack.length > 0) return 'rolled_back';
  return found.pending === 'whole' ? 'unfinished' : 'sound';
}

function contradicted(contradiction: Contradiction | undefined, n: number): readonly Finding[] {
  if (contradiction === undefined) return [];
  const message = `What is kept of a move beside the head contradicts it (${contradiction}): the row was edited. The log decides where the dialogue is.`;
  return [{ kind: 'head_residence', n, message }];
}

function openerOf(context: StoreContext | undefined, keys: StandingKeys, log: StandingLog): Opener | undefined {
  const ground = log.end ?? log.head;
  if (context === undefined || keys.root === undefined || ground === undefined) return undefined;
  const head = { ...ground, n: Number.MAX_SAFE_INTEGER, keys: { ...keys.root, dataKeys: keys.dataKeys } };
  return { context, keys, head };
}

/** An erasure is never undone, whatever else stands there. */
function erasedBy({ end, head, strays }: StandingLog): number | undefined {
  const all = [end, head, ...strays].map((known) => known?.header.erased);
  return all.find((n) => n !== undefined);
}

/** True when the records are all records of the head, and no others: the head's own tag says so. */
function matchesHead(
  id: DialogueId,
  { head }: StandingLog,
  keys: Parameters<typeof matchesTag>[1],
  { records }: Standing,
): boolean {
  if (head === undefined) return false;
  const map: RecordMap = new Map(records.map((record) => [record.key, { record, digest: sha256Hex(record.envelope) }]));
  return map.size === records.length && matchesTag(id, keys, head.header, map);
}

function lostEntries({ end, head, strays }: StandingLog, { torn }: JudgedRecords): Diagnosis['lostEntries'] {
  const from = (end?.header.n ?? 0) + 1;
  const known = [head, ...strays].map((each) => each?.header.n ?? 0);
  const to = Math.max(0, ...known, ...torn.map(({ stands }) => stands));
  return to < from ? undefined : { from, to };
}

/** The entities that will be there after a repair. */
export function stateAfter({ opened }: JudgedRecords): DialogueState {
  return new DialogueState(
    [...opened].flatMap(([key, { entity }]) => (entity === undefined ? [] : [[key, entity] as const])),
  );
}

function obstaclesTo(
  standing: Standing,
  log: StandingLog,
  keys: StandingKeys | undefined,
  judged: JudgedRecords,
  erased: number | undefined,
  { needsPort, isGone }: { readonly needsPort: boolean; readonly isGone: boolean },
): readonly Obstacle[] {
  if (erased !== undefined) return ['erased'];
  const found: Obstacle[] = [];
  if (log.hasLeft || standing.residence !== null || isGone) found.push('moved');
  if (standing.pending === 'torn') found.push('pending');
  if (log.end === undefined) found.push('log');
  if (log.strays.length > maxStrays) found.push('entries');
  if (needsPort) found.push('backend');
  if (standing.pending === 'torn' || keys === undefined) return found;
  if (keys.root === undefined || judged.unreadable.length > 0 || lostKeys(log, keys, standing)) found.push('keys');
  const root: RecordKey = entityKey.dialogue();
  const hasRoot = standing.records.some((record) => record.key === root && !isTombstone(record));
  if (!hasRoot && log.end !== undefined && !isImporting(log.work)) found.push('root');
  return found;
}

/** True when a wrap stands there that is in use, and does not open. One that is missing can be made anew: nothing is under it. */
function lostKeys({ end }: StandingLog, { opened }: StandingKeys, { records }: Standing): boolean {
  if (end === undefined) return false;
  const standing = new Map(records.map((record) => [record.key, record]));
  return dataKeyVersions(end.header).some((version) => {
    const record = standing.get(dataKeyKey(version));
    return record !== undefined && !isTombstone(record) && !opened.has(record.key);
  });
}
