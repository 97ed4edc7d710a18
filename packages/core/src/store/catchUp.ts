import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { ColloquyError } from '../errors/index.ts';
import type { CallOptions, Digest, StoredRecord } from '../traits/PartitionStore.ts';
import { entriesBetween, Touches, type LogPosition } from './VerifiedLog.ts';
import { readAtomic, readKeysLimit } from './readAtomic.ts';
import { digestOf } from './records.ts';
import type { RecordMap } from './snapshot.ts';
import type { StoreContext } from './StoreContext.ts';
import type { VerifiedHead } from './verifyHead.ts';

/** What an atomic read saw under a key: a record, or that there is none. */
interface Observation {
  readonly n: number;
  readonly found: { readonly record: StoredRecord; readonly digest: Digest } | undefined;
}

/** Rounds of reading after which a reader gives up: only a writer who outruns every one of them gets there. */
const maxRounds = 64;

export interface CaughtUp {
  readonly head: VerifiedHead;
  readonly records: RecordMap;
  /** Keys whose records may differ from those at the start. */
  readonly touched: readonly RecordKey[];
}

/**
 * Brings records that were right for head `from`, up to commits made since, to a newer state: by the log between and the touched
 * keys, nothing else (`docs/spec/commit-log.md`, section 4, catching up).
 *
 * Every observation is kept with the head under which it was made; a state is complete at head t as soon as each touched key has an
 * observation that no entry between its own head and t invalidates. So a record that every commit rewrites starves no reader.
 *
 * @param suspects - keys whose records are not believed, and are read again in any case
 * @throws ColloquyError `integrity_error`, `revision_conflict` when writers outran every attempt
 */
export async function catchUp(
  context: StoreContext,
  id: DialogueId,
  from: LogPosition,
  records: RecordMap,
  newest: VerifiedHead,
  options: CallOptions,
  suspects: readonly RecordKey[] = [],
): Promise<CaughtUp> {
  const touches = new Touches();
  const observations = new Map<RecordKey, Observation[]>();
  /** Heads that a state may be completed for, newest last. All of them are newer than the records at the start. */
  const targets: VerifiedHead[] = [];
  let position = from;

  const readLogTo = async (head: VerifiedHead): Promise<void> => {
    if (head.n > position.n) {
      for (const entry of await entriesBetween(context, id, position, head, options)) touches.add(entry);
      position = head;
    }
    if (!targets.some((target) => target.n === head.n)) targets.push(head);
    targets.sort((a, b) => a.n - b.n);
  };

  const validAt = (key: RecordKey, t: number): Observation | undefined =>
    observations.get(key)?.find(({ n }) => !touches.between(key, Math.min(n, t), Math.max(n, t)));

  /** What is not as it was at the start, or was not believed there. */
  const touchedAt = (t: number): RecordKey[] => [
    ...new Set([...suspects, ...[...touches.keys()].filter((key) => touches.between(key, from.n, t))]),
  ];

  const missingAt = (t: number): RecordKey[] => touchedAt(t).filter((key) => validAt(key, t) === undefined);

  await readLogTo(newest);
  for (let round = 0; round < maxRounds; round++) {
    const complete = targets.findLast((target) => missingAt(target.n).length === 0);
    if (complete !== undefined) {
      const touched = touchedAt(complete.n);
      const state = new Map(records);
      for (const key of touched) {
        const found = validAt(key, complete.n)?.found;
        if (found === undefined) state.delete(key);
        else state.set(key, found);
      }
      return { head: complete, records: state, touched };
    }
    const goal = targets.at(-1)?.n ?? newest.n;
    // Keys that changed before and may change again are observed along: that is what keeps older heads completable.
    const missing = missingAt(goal);
    const keys = [...new Set([...missing, ...observations.keys()])].slice(0, Math.max(missing.length, readKeysLimit));
    for (let i = 0; i < keys.length; i += readKeysLimit) {
      const batch = keys.slice(i, i + readKeysLimit);
      const read = await readAtomic(context, id, batch, options);
      if (read === undefined) continue;
      await readLogTo(read.head);
      for (const key of batch) {
        const record = read.records.get(key);
        const found = record && { record, digest: digestOf(id, record) };
        const list = observations.get(key);
        if (list === undefined) observations.set(key, [{ n: read.head.n, found }]);
        else list.push({ n: read.head.n, found });
      }
    }
  }
  throw new ColloquyError(
    'revision_conflict',
    `Dialogue ${id} changed faster than it could be read, ${maxRounds} times in a row. Nothing is wrong with it; try again.`,
    { context: { dialogueId: id, rounds: maxRounds } },
  );
}
