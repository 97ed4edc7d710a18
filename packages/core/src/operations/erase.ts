import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { compareAscii, sha256Hex } from '../bytes/index.ts';
import { isColloquyError } from '../errors/index.ts';
import { limits } from '../limits.ts';
import type { StoreName } from '../move/boundaryBody.ts';
import { buildCommit, keyStateOf, type AsItIs } from '../store/buildCommit.ts';
import { dataKeyVersions } from '../store/dialogueKeys.ts';
import { foreignAnswer, integrityError } from '../store/integrity.ts';
import { loadVerified } from '../store/loadVerified.ts';
import { refuseMoved } from '../store/moved.ts';
import { dataKeyKey, isKeyKey, logRootKey } from '../store/physicalKeys.ts';
import { keyRecordMissing, refuseHeadless } from '../store/readAtomic.ts';
import { backoff } from '../store/backoff.ts';
import { send } from '../store/send.ts';
import { matchesTag, type RecordMap } from '../store/snapshot.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import { authenticateHead, remember, type AuthenticHead } from '../store/verifyHead.ts';
import { revisionConflict } from '../store/write.ts';
import type { CallOptions, Digest } from '../traits/PartitionStore.ts';
import { historyOf, type ReadLog } from './historyOf.ts';
import type { ProgressOptions } from './reseal.ts';
import { noDialogue } from './standing.ts';
import { buried, isTombstone } from '../store/tombstone.ts';

/** Kind of the entries of an erasure. */
export const eraseKind = 'erase';

export interface Erasure {
  /** The entry that says so: the first one. */
  readonly n: number;
  /** Milliseconds since the Unix epoch. */
  readonly time: number;
  readonly logId: Uint8Array | undefined;
  /** Versions of the data key whose wraps this call has removed; empty when an earlier one had. */
  readonly wraps: readonly number[];
  /** Records that this call has overwritten, wraps not counted. */
  readonly records: number;
  /** Other stores that the log's boundary entries name. */
  readonly others: readonly StoreName[];
  readonly head: AuthenticHead;
}

const buriedPerCommit = limits.commitChanges / 2;

/**
 * Erases a dialogue: first, in one small commit, every wrap of its data key, from which on its head says so; then record by record, in
 * bounded commits (KO-ERASE-01 to -05). What stays is head, log and log root. Interrupted it goes on where it was; called again, it
 * removes what a restore has brought back.
 */
export async function eraseRecords(context: StoreContext, id: DialogueId, options: ProgressOptions): Promise<Erasure> {
  const first = await eraseKeys(context, id, options);
  // Whatever this process holds of the dialogue ends here.
  context.keys.clear();
  context.codec.forget();
  const { head, records } = await bury(context, id, options);
  // A commit that is there by the log alone has overwritten nothing yet, and the leftovers of dead ones hold what was sealed.
  await context.backend.settle(id, options);
  const { erased = head.n } = head.header;
  const history = await historyOf(context, id, head, options);
  // Nobody certifies what a damaged log says of the time.
  refuseDamaged(id, history);
  const { logId, others } = history;
  return { n: erased, time: history.timeOf(erased), logId, others, wraps: first, records, head };
}

/** The commit that the erasure is; none when the head says it already. */
async function eraseKeys(context: StoreContext, id: DialogueId, options: CallOptions): Promise<readonly number[]> {
  for (let tries = 0; ; tries++) {
    const { head, records, expected } = await stateForErasure(context, id, options);
    refuseMoved(id, head);
    const versions = dataKeyVersions(head.header);
    if (head.header.erased !== undefined) return [];
    const written = versions.map((version) => buriedAt(dataKeyKey(version), records, expected));
    if ((await committed(context, id, head, written, options)) !== undefined) return versions;
    if (tries + 1 >= context.maxAttempts) throw revisionConflict(context, id, head.n + 1);
    await backoff(context, tries, options);
  }
}

/** Overwrites everything but the log root, in bounded commits. */
async function bury(
  context: StoreContext,
  id: DialogueId,
  options: ProgressOptions,
): Promise<{ readonly head: AuthenticHead; readonly records: number }> {
  let [buriedRecords, done] = [0, 0];
  for (let tries = 0; ;) {
    const { head: found, records, expected } = await readForErasure(context, id, options);
    refuseMoved(id, found);
    const left = leftOf(found, records, expected);
    const total = done + left.length;
    options.onProgress?.({ done, total });
    let head: AuthenticHead | undefined = found;
    for (let at = 0; at < left.length && head !== undefined; at += buriedPerCommit) {
      options.signal?.throwIfAborted();
      const batch = left.slice(at, at + buriedPerCommit);
      const written = batch.map((key) => buriedAt(key, records, expected));
      const next: AuthenticHead | undefined = await committed(context, id, head, written, options);
      if (next !== undefined) {
        tries = 0;
        done += batch.length;
        buriedRecords += batch.filter((key) => !isKeyKey(key)).length;
        options.onProgress?.({ done, total });
      }
      head = next;
    }
    if (head !== undefined) return { head, records: buriedRecords };
    tries += 1;
    if (tries >= context.maxAttempts) throw revisionConflict(context, id, found.n + 1);
    await backoff(context, tries, options);
  }
}

/** What is not a tombstone yet, or not one that the log knows of. */
function leftOf(
  { header }: AuthenticHead,
  records: RecordMap,
  expected: ReadonlyMap<RecordKey, Digest>,
): readonly RecordKey[] {
  const root = logRootKey(header.rootVersion);
  return [...new Set([...records.keys(), ...expected.keys()])].sort(compareAscii).filter((key) => {
    if (key === root) return false;
    const found = records.get(key);
    return (
      found === undefined ||
      !isTombstone(found.record) ||
      found.record.digest !== found.digest ||
      expected.get(key) !== found.digest
    );
  });
}

function buriedAt(key: RecordKey, records: RecordMap, expected: ReadonlyMap<RecordKey, Digest>): AsItIs {
  // The condition is what stands there, right or wrong; the sum counts what the log has written.
  return buried(key, records.get(key)?.record.digest ?? null, expected.get(key) ?? null);
}

/** A dialogue as it is, and as its log says that it is. */
interface FoundState {
  readonly head: AuthenticHead;
  readonly records: RecordMap;
  /** The digest that each record should have. */
  readonly expected: ReadonlyMap<RecordKey, Digest>;
}

/**
 * The dialogue before its erasure. A sound one is loaded as every reader loads it, which catches up with writers who do not pause; a
 * damaged one as far as it can be read.
 */
async function stateForErasure(context: StoreContext, id: DialogueId, options: CallOptions): Promise<FoundState> {
  try {
    const loaded = await loadVerified(context, id, options, true);
    if (loaded === undefined) throw noDialogue(id);
    return { ...loaded, expected: digestsOf(loaded.records) };
  } catch (error) {
    if (!isColloquyError(error, 'integrity_error') && !isColloquyError(error, 'key_erased')) throw error;
    return readForErasure(context, id, options);
  }
}

function digestsOf(records: RecordMap): ReadonlyMap<RecordKey, Digest> {
  return new Map([...records].map(([key, { digest }]) => [key, digest]));
}

/** Head and records as they are, the head authenticated by the log root alone: what the data keys are worth does not matter here. */
async function readForErasure(context: StoreContext, id: DialogueId, options: CallOptions): Promise<FoundState> {
  for (let tries = 0; tries < context.maxAttempts; tries++) {
    options.signal?.throwIfAborted();
    const floor = context.seen.get(id);
    const load = await context.backend.load(id, options);
    if (load.dialogueId !== id) throw foreignAnswer(id, load.dialogueId);
    if (load.head === undefined) {
      await refuseHeadless(context, id, load.records.length, floor, options);
      throw noDialogue(id);
    }
    const now = await context.backend.head(id, options);
    // Records may be newer than their head: then the load is made again.
    if (now?.n !== load.head.n) continue;
    const records: RecordMap = new Map(
      load.records.map((record) => [record.key, { record, digest: sha256Hex(record.envelope) }]),
    );
    const head = await authenticateHead(context, id, load.head, (key) => records.get(key)?.record, floor, options);
    if ('missing' in head) throw keyRecordMissing(id, head.missing);
    return { head, records, expected: await expectedDigests(context, id, head, records, options) };
  }
  throw revisionConflict(context, id, 0);
}

/** What the log says of every record: the records themselves when they match the head's tag, otherwise its entries, one by one. */
async function expectedDigests(
  context: StoreContext,
  id: DialogueId,
  head: AuthenticHead,
  records: RecordMap,
  options: CallOptions,
): Promise<ReadonlyMap<RecordKey, Digest>> {
  if (matchesTag(id, head.keys, head.header, records)) return digestsOf(records);
  const history = await historyOf(context, id, head, options);
  refuseDamaged(id, history);
  return history.digests;
}

/** @throws ColloquyError `integrity_error`, reason `log` */
function refuseDamaged(id: DialogueId, { findings }: ReadLog): void {
  const [first] = findings;
  if (first === undefined) return;
  throw integrityError(id, 'log', `the log does not tell what was written: ${first.message}`, { findings });
}

/** @returns the head after it; undefined when another writer was first */
async function committed(
  context: StoreContext,
  id: DialogueId,
  head: AuthenticHead,
  written: readonly AsItIs[],
  options: CallOptions,
): Promise<AuthenticHead | undefined> {
  const keys = { ...head.keys, dataKeys: new Map() };
  const plan = { kind: eraseKind, time: context.sources.now(), records: [], checks: [] };
  const state = { ...keyStateOf(head.header), erased: head.header.erased ?? head.n + 1 };
  const built = await buildCommit(context, id, { ...head, keys }, plan, options, { state, keys, written });
  const { outcome } = await send(context, id, built.commit, options);
  if (outcome !== 'committed') return undefined;
  remember(context, id, built.head.n, built.head.hash, undefined);
  return built.head;
}
