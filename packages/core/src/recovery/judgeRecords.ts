import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { sha256Hex } from '../bytes/index.ts';
import { keyVersionOf } from '../envelope/index.ts';
import { attributesDigest } from '../log/index.ts';
import { isDataKeyKey, isKeyKey } from '../store/physicalKeys.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import { isTombstone } from '../store/tombstone.ts';
import type { VerifiedHead } from '../store/verifyHead.ts';
import type { CallOptions, StoredRecord } from '../traits/PartitionStore.ts';
import { compareRecords } from '../verify/compareRecords.ts';
import type { Finding } from '../verify/Finding.ts';
import { openEach, type OpenedEach } from '../verify/openEach.ts';
import type { TornRecord } from '../verify/reattestations.ts';
import type { StandingKeys } from './standingKeys.ts';
import type { StandingLog } from './standingLog.ts';

export interface JudgedRecords {
  readonly torn: readonly TornRecord[];
  /** What no torn restore explains. */
  readonly damage: readonly Finding[];
  /** Bytes that no entry accounts for, and that nobody can open: without keys, or under a data key that is lost. */
  readonly unproven: readonly RecordKey[];
  /** What opened. */
  readonly opened: OpenedEach['opened'];
  /** Records under a data key that is not there. */
  readonly unreadable: readonly RecordKey[];
}

/** With what records are opened; absent: nothing is. */
export interface Opener {
  readonly context: StoreContext;
  readonly keys: StandingKeys;
  /** A head with the keys that stand there. Its n bounds no `rev`: that is judged here. */
  readonly head: VerifiedHead;
}

const none = new Uint8Array(0);

/** A difference that a torn restore may explain, and the entry whose record did not get there. */
interface Candidate extends TornRecord {
  /** n of the entry since which what stands there is out of date; undefined for what is newer than the log. */
  readonly since: number | undefined;
  readonly finding: Finding;
}

/**
 * Looks at every record: is it what the log's end says; if not, is it a version that an entry wrote under this very key, or that a lost
 * entry did; and did that happen within the time that a torn restore spans (RA-DOCTOR-03)?
 *
 * @param within - milliseconds
 * @param isProven - true when the records are those of an authentic head's tag
 */
export async function judgeRecords(
  id: DialogueId,
  log: StandingLog,
  records: readonly StoredRecord[],
  opener: Opener | undefined,
  { within, isProven, ...options }: CallOptions & { readonly within: number; readonly isProven: boolean },
): Promise<JudgedRecords> {
  const { history, times, latest } = log;
  const end = log.end?.header.n ?? 0;
  const byKey = new Map(records.map((record) => [record.key, record]));
  const suspects = compareRecords(history, records);
  const damage: Finding[] = [];
  const candidates = new Map<RecordKey, Candidate>();
  for (const finding of suspects) {
    const candidate = candidateOf(finding, byKey, log);
    if (candidate === undefined) damage.push(finding);
    else candidates.set(candidate.key, candidate);
  }

  const sealed = records.filter((record) => !isKeyKey(record.key) && !isTombstone(record));
  const damaged = new Set(damage.map(({ key }) => key));
  const readable = sealed.filter(({ key, envelope }) => {
    const version = keyVersionOf(envelope);
    return !damaged.has(key) && version !== undefined && opener?.keys.dataKeys.has(version) === true;
  });
  const each: OpenedEach =
    opener === undefined
      ? { opened: new Map(), findings: [] }
      : await openEach(opener.context, id, opener.head, readable, undefined, options);
  damage.push(...each.findings);
  const unopened = new Set(each.findings.map(({ key }) => key));
  const readableKeys = new Set(readable.map(({ key }) => key));
  const inUse = new Set(sealed.map(({ envelope }) => keyVersionOf(envelope)));

  const torn: TornRecord[] = [];
  const unproven: RecordKey[] = [];
  for (const { since, finding, ...record } of candidates.values()) {
    const { key, state } = record;
    if (unopened.has(key)) continue;
    const rev = each.opened.get(key)?.plain.rev;
    if (state === 'ahead') {
      const isSealed =
        !isKeyKey(key) && !readableKeys.has(key) && keyVersionOf(byKey.get(key)?.envelope ?? none) !== undefined;
      if (opener === undefined || isSealed) unproven.push(key);
      else if (isKeyKey(key)) judge(opener.keys.opened.has(key), finding, record);
      else judge(rev !== undefined && rev > end, finding, { ...record, stands: rev ?? 0 });
      continue;
    }
    const isSpare = state === 'missing' && isDataKeyKey(key) && !inUse.has(Number(key.slice('key#dek#'.length)));
    const isRecent = since !== undefined && latest - (times.get(since) ?? 0) <= within;
    judge(isProven || isSpare || isRecent, finding, record);
  }
  for (const [key, { plain }] of each.opened) {
    const candidate = candidates.get(key);
    const writer = candidate === undefined ? history.current.get(key)?.n : candidate.stands;
    if (candidate?.state === 'ahead' || plain.rev === writer) continue;
    damage.push({ kind: 'record_unreadable', key, message: `${key} says it was written by entry ${plain.rev}.` });
  }
  const unreadable = opener === undefined ? [] : sealed.map(({ key }) => key).filter((key) => !readableKeys.has(key));
  return { torn, damage, unproven, opened: each.opened, unreadable: unreadable.filter((key) => !damaged.has(key)) };

  function judge(isExplained: boolean, finding: Finding, record: TornRecord): void {
    if (isExplained) torn.push(record);
    else damage.push(finding);
  }
}

/** What a finding of `verify` may be, if the restore was torn; undefined when nothing of that kind explains it. */
function candidateOf(
  finding: Finding,
  byKey: ReadonlyMap<RecordKey, StoredRecord>,
  { history }: StandingLog,
): Candidate | undefined {
  const { kind, key } = finding;
  if (key === undefined) return undefined;
  const record = byKey.get(key);
  const versions = history.versionsOf(key);
  const log = versions.at(-1)?.n ?? 0;
  const since = versions[0]?.n;
  if (record === undefined) return { key, state: 'missing', stands: 0, log, since, finding };
  const digest = sha256Hex(record.envelope);
  if (record.digest !== digest) return undefined;
  if (kind === 'record_replayed') {
    const at = versions.findLastIndex(({ row }) => row.digest === digest);
    const [version, next] = [versions[at], versions[at + 1]];
    if (version?.row.attributesDigest !== attributesDigest(record.attributes)) return undefined;
    return { key, state: 'behind', stands: version.n, log, since: next?.n, finding };
  }
  if (kind !== 'record_unexpected' && kind !== 'record_changed') return undefined;
  // The tombstone of a commit whose entry is lost: nobody sealed it, so it is judged as if the row were gone.
  if (isTombstone(record)) return { key, state: 'missing', stands: 0, log, since, finding };
  return { key, state: 'ahead', stands: 0, log, since: undefined, finding };
}
