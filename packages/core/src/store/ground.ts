import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import type { Entity } from '../domain/entities/types.ts';
import type { Plan, Planner } from '../domain/plan/Planner.ts';
import { candidateKey } from '../domain/plan/staging/sequence.ts';
import { DialogueState } from '../domain/state/DialogueState.ts';
import { instantOf } from '../sources.ts';
import type { CallOptions, Digest, StoredRecord } from '../traits/PartitionStore.ts';
import { foreignAnswer, integrityError } from './integrity.ts';
import { loadVerified } from './loadVerified.ts';
import { refuseMoved } from './moved.ts';
import { firstN, resultOf, type Operation } from './operation.ts';
import { isEntityKey } from './physicalKeys.ts';
import { readAtomic, readKeysLimit } from './readAtomic.ts';
import { digestOf, openEntities, openRecords } from './records.ts';
import type { StoreContext } from './StoreContext.ts';
import { isTombstone } from './tombstone.ts';
import { refuseErased, type VerifiedHead } from './verifyHead.ts';
import { NotReadYet, PartialView, WatchedView } from './views.ts';

/** The one state that a plan rests on (CL-WRITE-01). */
export interface Ground {
  /** Undefined: the dialogue does not exist yet. */
  readonly head: VerifiedHead | undefined;
  /** Every key that the planner looked at. */
  readonly looked: ReadonlySet<RecordKey>;
  /** The digest that was read; null for a key without a record. */
  digestOf(key: RecordKey): Digest | null;
}

export type Planned<Result> =
  | { readonly ground: Ground; readonly plan: Plan<Result> }
  /** The operation was done before: this is what it answered. */
  | { readonly repeated: { readonly n: number; readonly value: Result } };

/** What goes into planning. */
interface Request<Input, Result> {
  readonly planner: Planner<Input, Result>;
  readonly input: Input;
  readonly now: string;
  readonly operation: Operation | undefined;
}

/**
 * Reads what the planner looks at, as one state, and runs it.
 *
 * @param also - keys that it puts without a look, and that turned out to be taken: a tombstone there gives way
 */
export async function planOnce<Input, Result>(
  context: StoreContext,
  id: DialogueId,
  planner: Planner<Input, Result>,
  input: Input,
  time: number,
  operation: Operation | undefined,
  also: ReadonlySet<RecordKey>,
  options: CallOptions,
): Promise<Planned<Result>> {
  const request = { planner, input, now: instantOf(time), operation };
  const reads = planner.reads(input);
  if (reads.everything === true) return planOnLoad(context, id, request, options);

  const keys = new Set<RecordKey>(reads.keys);
  if (operation !== undefined) keys.add(operation.key);
  for (const key of also) keys.add(key);
  const lasts = new Map<string, RecordKey | undefined>();
  let prefixes = reads.prefixes ?? [];
  for (;;) {
    for (const prefix of prefixes) {
      const last = await lastKey(context, id, prefix, options);
      lasts.set(prefix, last);
      const candidate = candidateKey(prefix, last);
      if (candidate !== undefined) keys.add(candidate);
    }
    if (keys.size > readKeysLimit) return planOnLoad(context, id, request, options);
    try {
      return await planOnKeys(context, id, request, keys, lasts, options);
    } catch (error) {
      if (!(error instanceof NotReadYet)) throw error;
      for (const key of error.keys) keys.add(key);
      prefixes = error.prefixes;
    }
  }
}

async function lastKey(
  context: StoreContext,
  id: DialogueId,
  prefix: string,
  options: CallOptions,
): Promise<RecordKey | undefined> {
  const answer = await context.backend.last(id, prefix, options);
  if (answer !== undefined && answer.dialogueId !== id) throw foreignAnswer(id, answer.dialogueId);
  return answer?.key;
}

async function planOnKeys<Input, Result>(
  context: StoreContext,
  id: DialogueId,
  request: Request<Input, Result>,
  keys: ReadonlySet<RecordKey>,
  lasts: ReadonlyMap<string, RecordKey | undefined>,
  options: CallOptions,
): Promise<Planned<Result>> {
  const read = await readAtomic(context, id, [...keys], options);
  const records = read?.records ?? new Map<RecordKey, StoredRecord>();
  if (read !== undefined) {
    refuseErased(id, read.head);
    refuseMoved(id, read.head);
    const repeated = await repetition<Result>(context, id, request.operation, read.head, records, options);
    if (repeated !== undefined) return repeated;
  }
  const wanted = [...records.values()].filter(
    (record) => keys.has(record.key) && isEntityKey(record.key) && !isTombstone(record),
  );
  const opened = read === undefined ? [] : await openEntities(context, id, read.head, wanted, options);
  const entities = new Map<RecordKey, Entity | undefined>([...keys].map((key) => [key, undefined]));
  wanted.forEach(({ key }, at) => entities.set(key, opened[at]));
  const view = new PartialView(entities, lasts);
  const plan = request.planner.plan(view, request.input, { now: request.now });
  const ground: Ground = {
    head: read?.head,
    looked: view.looked,
    digestOf: (key) => {
      const record = records.get(key);
      if (record === undefined) return null;
      // What nobody looked at is overwritten only where nothing is lost by it.
      return view.looked.has(key) || isTombstone(record) ? digestOf(id, record) : null;
    },
  };
  return { ground, plan };
}

async function planOnLoad<Input, Result>(
  context: StoreContext,
  id: DialogueId,
  request: Request<Input, Result>,
  options: CallOptions,
): Promise<Planned<Result>> {
  const loaded = await loadVerified(context, id, options);
  if (loaded !== undefined) refuseMoved(id, loaded.head);
  if (loaded !== undefined && request.operation !== undefined) {
    const found = loaded.records.get(request.operation.key)?.record;
    const records = new Map(found === undefined ? [] : [[found.key, found]]);
    const repeated = await repetition<Result>(context, id, request.operation, loaded.head, records, options);
    if (repeated !== undefined) return repeated;
  }
  const taken = [...(loaded?.records.keys() ?? [])];
  const view = new WatchedView(loaded?.state ?? new DialogueState([]), taken);
  const plan = request.planner.plan(view, request.input, { now: request.now });
  const ground: Ground = {
    head: loaded?.head,
    looked: view.looked,
    digestOf: (key) => loaded?.records.get(key)?.digest ?? null,
  };
  return { ground, plan };
}

/** The answer of an operation that was done before. */
async function repetition<Result>(
  context: StoreContext,
  id: DialogueId,
  operation: Operation | undefined,
  head: VerifiedHead,
  records: ReadonlyMap<RecordKey, StoredRecord>,
  options: CallOptions,
): Promise<{ repeated: { n: number; value: Result } } | undefined> {
  const record = operation && records.get(operation.key);
  if (operation === undefined || record === undefined || isTombstone(record)) return undefined;
  digestOf(id, record);
  const [opened] = await openRecords(context, id, head, [record], options);
  if (opened === undefined) throw integrityError(id, 'codec', `${record.key} was not opened.`, { key: record.key });
  // What was stored is what a planner of the same kind answered for the same request.
  return { repeated: { n: firstN(id, opened), value: resultOf(id, operation, opened) as Result } };
}
