import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { keyOfEntity } from '../domain/entities/index.ts';
import type { Plan, Planner } from '../domain/plan/Planner.ts';
import { ColloquyError } from '../errors/index.ts';
import type { Json } from '../bytes/index.ts';
import type { WriteOptions } from '../traits/DialogueStore.ts';
import type { CallOptions, Check } from '../traits/PartitionStore.ts';
import { backoff } from './backoff.ts';
import { buildCommit, buildFirstCommit, type BuiltCommit, type Unsealed } from './buildCommit.ts';
import { planOnce, type Ground } from './ground.ts';
import { integrityError } from './integrity.ts';
import { operationOf, operationRecord, type Operation } from './operation.ts';
import { readAtomic, readKeysLimit } from './readAtomic.ts';
import { plainEntity } from './records.ts';
import { send } from './send.ts';
import type { StoreContext } from './StoreContext.ts';
import { remember, type VerifiedHead } from './verifyHead.ts';

/** What a write answers. */
export interface WriteResult<Result> {
  /** The commit that wrote it; the head as read when there was nothing to write. */
  readonly n: number;
  readonly value: Result;
}

/**
 * Runs a planner against the dialogue and commits what it plans: read, plan, seal, send; again from the start when another writer
 * was first (`docs/spec/commit-log.md`, sections 2 and 3).
 *
 * @param creates - the write must be the first commit of its dialogue
 * @throws ColloquyError what the planner throws (`batch_validation_failed`, `dialogue_not_found`, `dialogue_exists`),
 * `revision_conflict`, `outcome_unknown`, `operation_mismatch`, `limit_exceeded`, `integrity_error`, and what the backend throws
 */
export async function write<Input, Result>(
  context: StoreContext,
  id: DialogueId,
  planner: Planner<Input, Result>,
  rawInput: unknown,
  options: WriteOptions,
  creates = false,
): Promise<WriteResult<Result>> {
  const input = planner.parse(rawInput);
  const operation = operationOf(planner, input, options.operationId);
  const also = new Set<RecordKey>();
  for (let attempt = 0; ; attempt++) {
    options.signal?.throwIfAborted();
    const time = context.sources.now();
    const planned = await planOnce(context, id, planner, input, time, operation, also, options);
    if ('repeated' in planned) return planned.repeated;
    const { ground, plan } = planned;
    if (creates && ground.head !== undefined) throw dialogueExists(id);
    if (plan.puts.length === 0) return { n: ground.head?.n ?? 0, value: plan.result };

    const built = await build(context, id, ground, plan, planner.kind, time, operation, options);
    const outcome = await send(context, id, built.commit, options);
    if (outcome.outcome === 'committed') {
      landed(context, id, built.head);
      return { n: built.head.n, value: plan.result };
    }
    if (outcome.outcome === 'mismatch') {
      const unseen = outcome.keys.filter((key) => !ground.looked.has(key) && !also.has(key));
      for (const key of unseen) also.add(key);
      if (unseen.length === 0) await explainMismatch(context, id, ground.head?.n, outcome.keys, options);
    }
    if (attempt + 1 >= context.maxAttempts) throw revisionConflict(context, id, built.commit.n);
    await backoff(context, attempt, options);
  }
}

export function dialogueExists(id: DialogueId): ColloquyError {
  return new ColloquyError('dialogue_exists', `A dialogue ${id} exists already: choose another id, or open that one.`, {
    context: { dialogueId: id },
  });
}

export function revisionConflict({ maxAttempts }: StoreContext, id: DialogueId, n: number): ColloquyError {
  return new ColloquyError(
    'revision_conflict',
    `Other writers of dialogue ${id} were first ${maxAttempts} times in a row; this one was given up. Try again.`,
    { context: { dialogueId: id, n, attempts: maxAttempts } },
  );
}

/** Notes what a commit of this store's own has left. */
export function landed(context: StoreContext, id: DialogueId, head: VerifiedHead): void {
  context.keys.set(id, head.keys);
  remember(context, id, head.n, head.hash, undefined);
}

async function build(
  context: StoreContext,
  id: DialogueId,
  ground: Ground,
  plan: Plan<unknown>,
  kind: string,
  time: number,
  operation: Operation | undefined,
  options: CallOptions,
): Promise<BuiltCommit> {
  const n = (ground.head?.n ?? 0) + 1;
  const records: Unsealed[] = plan.puts.map((entity) => {
    const prior = ground.digestOf(keyOfEntity(entity));
    return { ...plainEntity(id, entity, n), prior };
  });
  if (operation !== undefined) {
    // A planner's result is made of entities and ids: plain JSON.
    const prior = ground.digestOf(operation.key);
    records.push({ ...operationRecord(id, operation, n, plan.result as Json), attributes: {}, prior });
  }
  const written = new Set<RecordKey>(records.map(({ key }) => key));
  const checks: Check[] = [];
  for (const key of ground.looked) if (!written.has(key)) checks.push({ key, digest: ground.digestOf(key) });
  const commitPlan = { kind, time, records, checks };
  return ground.head === undefined
    ? buildFirstCommit(context, id, commitPlan, options)
    : buildCommit(context, id, ground.head, commitPlan, options);
}

/**
 * The store says that records are not what was read although the head did not move. Read again: if the head has moved meanwhile the
 * write starts over, otherwise somebody changed records behind the log (CL-WRITE-04).
 *
 * @param n - head that the write was planned upon
 * @throws ColloquyError `integrity_error`, reason `condition`
 */
export async function explainMismatch(
  context: StoreContext,
  id: DialogueId,
  n: number | undefined,
  keys: readonly RecordKey[],
  options: CallOptions,
): Promise<void> {
  const read = await readAtomic(context, id, keys.slice(0, readKeysLimit), options);
  if (read !== undefined && read.head.n !== n) return;
  throw integrityError(id, 'condition', `records changed without a commit: ${keys.slice(0, 5).join(', ')}.`, { keys });
}
