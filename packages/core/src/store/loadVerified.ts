import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { bytesEqual } from '../bytes/index.ts';
import type { Entity } from '../domain/entities/types.ts';
import { entityKey } from '../domain/ids/entityKey.ts';
import { DialogueState } from '../domain/state/DialogueState.ts';
import { ColloquyError, isColloquyError } from '../errors/index.ts';
import { limits } from '../limits.ts';
import type { CallOptions, Head, ScopedLoad, StoredRecord } from '../traits/PartitionStore.ts';
import { catchUp } from './catchUp.ts';
import { diagnose } from './diagnose.ts';
import { foreignAnswer, integrityError } from './integrity.ts';
import { isEntityKey } from './physicalKeys.ts';
import { keyRecordMissing, readAtomic, refuseHeadless } from './readAtomic.ts';
import type { Finding } from '../verify/Finding.ts';
import { openEntities } from './records.ts';
import { matchesTag, matchesTagAfter, recordMap, type RecordMap } from './snapshot.ts';
import type { SeenHead, StoreContext } from './StoreContext.ts';
import { isTombstone } from './tombstone.ts';
import { refuseErased, rollback, verifyHead, type VerifiedHead } from './verifyHead.ts';

/** A whole dialogue whose records match the tag of its head. */
export interface VerifiedState {
  readonly head: VerifiedHead;
  readonly records: RecordMap;
  readonly state: DialogueState;
}

/** Kind of the commits of an import; the root comes with the last of them. */
export const importKind = 'import';

/** True for the kinds of entries that may come before the root: those of an import, and of key administration during one. */
export function isImporting(kind: string): boolean {
  return kind === importKind || kind.startsWith(`${importKind}.`);
}

/** What the dialogue was in the middle of: a boundary entry changes nothing about it (MG-READ-03). */
export function workOf({ header, boundary }: Pick<VerifiedHead, 'header' | 'boundary'>): string {
  return boundary?.under ?? header.kind;
}

/** Loads whose keys were exchanged while they were read, before it is given up. */
const keyMovesAllowed = 16;

/** Loads that may end in a mismatch under an unmoved head before it is called tampering. */
const suspicionsAllowed = 2;

/**
 * Loads a dialogue as one state: records that match the head's tag, opened and checked (CL-READ-01 to -05).
 *
 * @param rootless - accept a dialogue whose import has not come to its root yet
 * @returns undefined for a dialogue without commits
 * @throws ColloquyError `dialogue_not_found` for an unfinished import; `integrity_error` with `context.findings` when records and head do not belong together
 */
export async function loadVerified(
  context: StoreContext,
  id: DialogueId,
  options: CallOptions,
  rootless = false,
): Promise<VerifiedState | undefined> {
  let keysMoved = 0;
  for (let suspicions = 0; ;) {
    const floor = context.seen.get(id);
    const load = await context.backend.load(id, options);
    if (load.dialogueId !== id) throw foreignAnswer(id, load.dialogueId);
    if (load.head === undefined) {
      await refuseHeadless(context, id, load.records.length, floor, options);
      return undefined;
    }
    const records = recordMap(id, load.records);
    if (records.size !== load.records.length) throw duplicate(id, load);
    const head = await headOfLoad(context, id, load.head, records, floor, options);
    if (head === undefined) {
      keysMoved += 1;
      if (keysMoved < keyMovesAllowed) continue;
      throw busyKeys(id);
    }
    refuseErased(id, head);
    if (matchesTag(id, head.keys, head.header, records)) {
      return withRoot(id, await openState(context, id, head, records, options), rootless);
    }

    // Commits made while the records were read, or tampering: the log tells which.
    const now = await readAtomic(context, id, [], options);
    if (now === undefined) throw rollback(id, 0, head.n);
    if (now.head.n === head.n) {
      suspicions += 1;
      if (suspicions < suspicionsAllowed) continue;
      return withRoot(id, await withoutSuspects(context, id, head, records, options), rootless);
    }
    const caughtUp = await catchUp(context, id, head, records, now.head, options);
    if (matchesTag(id, caughtUp.head.keys, caughtUp.head.header, caughtUp.records)) {
      return withRoot(id, await openState(context, id, caughtUp.head, caughtUp.records, options), rootless);
    }
    suspicions += 1;
    if (suspicions >= suspicionsAllowed)
      return withRoot(id, await withoutSuspects(context, id, caughtUp.head, caughtUp.records, options), rootless);
  }
}

/**
 * The state, after the records that the log contradicts have been read once more, in one state with the head. Where a load is not one
 * moment a service may show a record of before behind a head of after, for as long as it is busy with that commit; an atomic read it
 * keeps waiting instead. What is still not what the log says has been changed behind it.
 *
 * @throws ColloquyError `integrity_error`, reason `state_tag`
 */
async function withoutSuspects(
  context: StoreContext,
  id: DialogueId,
  head: VerifiedHead,
  records: RecordMap,
  options: CallOptions,
): Promise<VerifiedState> {
  const findings = await diagnose(context, id, head, records, options);
  const suspects = [...new Set(findings.flatMap(({ key }) => key ?? []))];
  // More than one commit can write, no commit under way explains.
  if (suspects.length > 0 && suspects.length <= limits.commitChanges) {
    const again = await catchUp(context, id, head, records, head, options, suspects);
    if (matchesTag(id, again.head.keys, again.head.header, again.records)) {
      return openState(context, id, again.head, again.records, options);
    }
  }
  throw stateTagError(id, head, findings);
}

/**
 * The head of a load. Records may be newer than their head, and so may the wrapped keys among them: when these do not open although the
 * dialogue has moved on, the load is made again.
 */
async function headOfLoad(
  context: StoreContext,
  id: DialogueId,
  head: Head,
  records: RecordMap,
  floor: SeenHead | undefined,
  options: CallOptions,
): Promise<VerifiedHead | undefined> {
  let failure: unknown;
  try {
    const verified = await verifyHead(context, id, head, (key) => records.get(key)?.record, floor, options);
    if (!('missing' in verified)) return verified;
    failure = keyRecordMissing(id, verified.missing);
  } catch (error) {
    if (!isColloquyError(error, 'integrity_error')) throw error;
    failure = error;
  }
  // Brings the wrapped keys along, in one state with the head.
  const now = await readAtomic(context, id, [entityKey.dialogue()], options);
  if (now === undefined) throw failure;
  return now.head.n === head.n ? now.head : undefined;
}

function busyKeys(id: DialogueId): ColloquyError {
  return new ColloquyError('revision_conflict', `The keys of dialogue ${id} changed while it was read; try again.`, {
    context: { dialogueId: id },
  });
}

/**
 * Brings a verified state up to date: one `head` when nothing changed, otherwise the log between and the touched records
 * (CL-READ-08).
 *
 * @throws ColloquyError `integrity_error`, among others when the head went back
 */
export async function refreshVerified(
  context: StoreContext,
  id: DialogueId,
  known: VerifiedState,
  options: CallOptions,
): Promise<VerifiedState> {
  const floor = context.seen.get(id);
  const answer = await context.backend.head(id, options);
  if (answer === undefined) throw rollback(id, 0, known.head.n);
  if (answer.dialogueId !== id) throw foreignAnswer(id, answer.dialogueId);
  // The wrapped keys that are known belong to the head that is known.
  const lookup = (key: RecordKey) => (answer.n === known.head.n ? known.records.get(key)?.record : undefined);
  let head = await verifyHead(context, id, answer, lookup, floor, options);
  if ('missing' in head) {
    const read = await readAtomic(context, id, [], options);
    if (read === undefined) throw rollback(id, 0, known.head.n);
    head = read.head;
  }
  refuseErased(id, head);
  if (head.n < known.head.n) throw rollback(id, head.n, known.head.n);
  if (head.n === known.head.n && bytesEqual(head.hash, known.head.hash)) return { ...known, head };
  const caughtUp = await catchUp(context, id, known.head, known.records, head, options);
  if (!matchesTagAfter(id, known, caughtUp, caughtUp.touched)) {
    throw stateTagError(id, caughtUp.head, await diagnose(context, id, caughtUp.head, caughtUp.records, options));
  }
  return openState(context, id, caughtUp.head, caughtUp.records, options, known, caughtUp.touched);
}

async function openState(
  context: StoreContext,
  id: DialogueId,
  head: VerifiedHead,
  records: RecordMap,
  options: CallOptions,
  known?: VerifiedState,
  touched?: readonly RecordKey[],
): Promise<VerifiedState> {
  const entities = new Map<RecordKey, Entity>(known?.state.entries());
  const toOpen: StoredRecord[] = [];
  for (const key of touched ?? records.keys()) {
    const record = isEntityKey(key) ? records.get(key)?.record : undefined;
    if (record === undefined) continue;
    if (isTombstone(record)) entities.delete(key);
    else toOpen.push(record);
  }
  const opened = await openEntities(context, id, head, toOpen, options);
  toOpen.forEach((record, at) => {
    const entity = opened[at];
    if (entity !== undefined) entities.set(record.key, entity);
  });
  return { head, records, state: new DialogueState(entities) };
}

function withRoot(id: DialogueId, loaded: VerifiedState, rootless: boolean): VerifiedState {
  if (rootless || hasRoot(id, loaded.head, loaded.records)) return loaded;
  throw new ColloquyError(
    'dialogue_not_found',
    `The import of dialogue ${id} did not finish: run it again with the same document.`,
    { context: { dialogueId: id, n: loaded.head.n } },
  );
}

/**
 * The root comes with the first commit, or with the last one of an import: false while that is under way.
 *
 * @throws ColloquyError `integrity_error`, reason `root_missing`
 */
export function hasRoot(id: DialogueId, head: VerifiedHead, records: ReadonlyMap<RecordKey, unknown>): boolean {
  const root = entityKey.dialogue();
  if (records.has(root)) return true;
  if (isImporting(workOf(head))) return false;
  throw integrityError(id, 'root_missing', 'its root record is missing.', { key: root });
}

function duplicate(id: DialogueId, load: ScopedLoad): Error {
  return integrityError(id, 'duplicate_record', 'the backend returned a record twice.', {
    records: load.records.length,
  });
}

function stateTagError(id: DialogueId, head: VerifiedHead, findings: readonly Finding[]): Error {
  const first = findings[0]?.message ?? 'the log does not tell which';
  return integrityError(id, 'state_tag', `the records are not those of its head at n = ${head.n}: ${first}`, {
    n: head.n,
    findings,
  });
}
