import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { keyVersionOf } from '../envelope/index.ts';
import { limits } from '../limits.ts';
import { buildCommit, keyStateOf, type BuiltCommit, type Unsealed } from '../store/buildCommit.ts';
import { dataKeyVersions } from '../store/dialogueKeys.ts';
import { loadVerified, refreshVerified, type VerifiedState } from '../store/loadVerified.ts';
import { refuseMoved } from '../store/moved.ts';
import { withFirstN } from '../store/operation.ts';
import { dataKeyKey, isEntityKey, isKeyKey } from '../store/physicalKeys.ts';
import { readKeysLimit } from '../store/readAtomic.ts';
import { digestOf, openRecords, plainRecord } from '../store/records.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import type { VerifiedHead } from '../store/verifyHead.ts';
import type { CallOptions, StoredRecord } from '../traits/PartitionStore.ts';
import { attempt } from './attempt.ts';
import { kindOf, noDialogue } from './standing.ts';
import { buried } from '../store/tombstone.ts';

/** How far a series of commits has come. */
export interface SeriesProgress {
  readonly done: number;
  readonly total: number;
}

export interface ProgressOptions extends CallOptions {
  /** Called after each commit of a series, and once before the first. */
  readonly onProgress?: (progress: SeriesProgress) => void;
}

export interface Resealing {
  /** The last commit; the head when nothing had to be written. */
  readonly n: number;
  /** Records that were sealed anew. */
  readonly records: number;
  readonly commits: number;
  /** Versions of the data key that nothing is sealed under any more, and whose wraps are gone now. */
  readonly retired: readonly number[];
}

/** Half of what a commit may hold: what is sealed anew may be padded further. */
const bytesPerCommit = limits.commitBytes / 2;
/** As many as one read can bring back beside the root, for those who catch up with the commit. */
const recordsPerCommit = readKeysLimit - 1;

/**
 * Seals every record anew that is not under the current data key, in bounded commits, and then retires the versions that nothing is
 * under (KO-RESEAL-01 to -04). Each commit is whole by itself: interrupted, it goes on where it was; writers may go on meanwhile.
 */
export async function reseal(context: StoreContext, id: DialogueId, options: ProgressOptions): Promise<Resealing> {
  let known = await loadWhole(context, id, options);
  const current = known.head.header.dek;
  const old = [...known.records.values()].map(({ record }) => record).filter((record) => isOlder(record, current));
  let [done, commits] = [0, 0];
  const total = old.length;
  options.onProgress?.({ done, total });
  for (const keys of batchesOf(old)) {
    const batch = await resealBatch(context, id, known, keys, current, options);
    known = batch.known;
    if (batch.sealed > 0) commits += 1;
    done += keys.length;
    options.onProgress?.({ done, total });
  }
  const { n, retired } = await retire(context, id, options);
  return { n, records: total, commits: commits + (retired.length > 0 ? 1 : 0), retired };
}

async function loadWhole(context: StoreContext, id: DialogueId, options: CallOptions): Promise<VerifiedState> {
  const loaded = await loadVerified(context, id, options, true);
  if (loaded === undefined) throw noDialogue(id);
  refuseMoved(id, loaded.head);
  return loaded;
}

function isOlder({ key, envelope }: StoredRecord, current: number): boolean {
  return !isKeyKey(key) && (keyVersionOf(envelope) ?? current) < current;
}

function batchesOf(records: readonly StoredRecord[]): readonly (readonly RecordKey[])[] {
  const batches: RecordKey[][] = [];
  let bytes = Infinity;
  for (const { key, envelope } of records) {
    const batch = batches.at(-1);
    bytes += envelope.byteLength;
    if (batch === undefined || batch.length >= recordsPerCommit || bytes > bytesPerCommit) {
      batches.push([key]);
      bytes = envelope.byteLength;
    } else batch.push(key);
  }
  return batches;
}

interface ResealedBatch {
  /** The dialogue after it. */
  readonly known: VerifiedState;
  /** Others may have written some of the records meanwhile, under the current key. */
  readonly sealed: number;
}

/**
 * One commit, upon what was verified as a whole: nothing is sealed anew that is not what the log says. Only when another writer was
 * first is anything read, and then only what has changed.
 */
async function resealBatch(
  context: StoreContext,
  id: DialogueId,
  before: VerifiedState,
  keys: readonly RecordKey[],
  current: number,
  options: CallOptions,
): Promise<ResealedBatch> {
  let known = before;
  return attempt(
    context,
    id,
    async (again) => {
      if (again) known = await refreshVerified(context, id, known, options);
      refuseMoved(id, known.head);
      const { head } = known;
      const old = keys
        .flatMap((key) => known.records.get(key)?.record ?? [])
        .filter((record) => isOlder(record, current));
      const records = await sealedAnew(context, id, head, old, options);
      if (records.length === 0) return { result: { known, sealed: 0 } };
      const plan = { kind: kindOf('reseal', known), time: context.sources.now(), records, checks: [] };
      const built = await buildCommit(context, id, head, plan, options);
      return { built, result: { known: after(known, built), sealed: records.length } };
    },
    options,
  );
}

/** What is known once the commit has landed: the same entities in other envelopes. */
function after({ records, state }: VerifiedState, { commit, head }: BuiltCommit): VerifiedState {
  const next = new Map(records);
  for (const { prior: _prior, ...record } of commit.changes) next.set(record.key, { record, digest: record.digest });
  return { head, records: next, state };
}

async function sealedAnew(
  context: StoreContext,
  id: DialogueId,
  head: VerifiedHead,
  records: readonly StoredRecord[],
  options: CallOptions,
): Promise<readonly Unsealed[]> {
  const opened = await openRecords(context, id, head, records, options);
  return opened.map((plain, at): Unsealed => {
    const record = records[at];
    if (record === undefined) throw new RangeError('Every record is opened.');
    const { key, v, payload } = plain;
    const isEntity = isEntityKey(key);
    const entity = isEntity ? payload : withFirstN(id, plain);
    // Those of an entity were compared with its projection when it was verified; no other record has any.
    const attributes = isEntity ? record.attributes : {};
    return { ...plainRecord(id, key, v, head.n + 1, entity), attributes, prior: digestOf(id, record) };
  });
}

/** Raises the minimum version to the oldest that a record is under, and buries the wraps below it. */
async function retire(
  context: StoreContext,
  id: DialogueId,
  options: CallOptions,
): Promise<{ readonly n: number; readonly retired: readonly number[] }> {
  return attempt(
    context,
    id,
    async () => {
      const { head, records } = await loadWhole(context, id, options);
      const { header } = head;
      let oldest = header.dek;
      for (const { record } of records.values()) {
        if (!isKeyKey(record.key)) oldest = Math.min(oldest, keyVersionOf(record.envelope) ?? oldest);
      }
      const retired = dataKeyVersions(header).filter((version) => version < oldest);
      if (retired.length === 0) return { result: { n: head.n, retired } };
      const dataKeys = new Map([...head.keys.dataKeys].filter(([version]) => version >= oldest));
      const change = {
        state: { ...keyStateOf(header), dekMin: oldest },
        keys: { ...head.keys, dataKeys },
        written: retired.map((version) => {
          const key = dataKeyKey(version);
          return buried(key, records.get(key)?.digest ?? null);
        }),
      };
      const plan = { kind: kindOf('retire', { head, records }), time: context.sources.now(), records: [], checks: [] };
      const built = await buildCommit(context, id, head, plan, options, change);
      return { built, result: { n: built.head.n, retired } };
    },
    options,
  );
}
