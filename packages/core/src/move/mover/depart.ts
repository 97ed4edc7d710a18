import { isColloquyError } from '../../errors/index.ts';
import type { Location } from '../../traits/MigrationStore.ts';
import type { Scoped } from '../../traits/PartitionScoped.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import { prepareHeaders } from '../prepareHeaders.ts';
import { contradicted } from '../refusals.ts';
import { entryAt } from '../store/location.ts';
import { recorded } from './audit.ts';
import type { Departed } from './carry.ts';
import { look, patiently, step, type MoverContext, type Side } from './MoverContext.ts';
import { refuseLaterMoves } from './register.ts';
import { abort } from './undo.ts';

/** Step 1. */
export async function prepare(
  context: MoverContext,
  to: Side,
  source: Scoped<Location>,
  call: CallOptions,
): Promise<void> {
  const { dialogueId, head } = source;
  const epochs = head === undefined ? [] : [head.epoch];
  const stores = { source: context.source.header, target: to.header, epochs };
  await step(context, { dialogueId, step: 'prepare', moveId: undefined }, () =>
    patiently(context, () => prepareHeaders(stores, call), call),
  );
}

/**
 * Step 2, once for a move id: where the answer was lost, what stands there decides, and the id is not claimed again. Answers with the move
 * that was claimed; undefined where another one stands there, which the next look judges.
 */
export async function claim(
  context: MoverContext,
  to: Side,
  source: Scoped<Location>,
  target: Scoped<Location>,
  moveId: string,
  call: CallOptions,
): Promise<string | undefined> {
  const { dialogueId, logId = '' } = source;
  const { here } = await context.source.identity(call);
  const asked = { moveId, source: here, logId, over: target.residence };
  return step(context, { dialogueId, moveId, step: 'claim' }, async () => {
    try {
      const stands = await patiently(context, () => to.store.claim(dialogueId, asked, call), call);
      return stands.moveId === moveId ? moveId : undefined;
    } catch (error) {
      if (!isColloquyError(error, 'outcome_unknown')) throw error;
      const { state, text } = await look(context, to, dialogueId, call);
      if (state === 'importing' && text?.moveId === moveId) return moveId;
      throw error;
    }
  });
}

/** Step 3: closes the source. Answers with what is to be carried over now. */
export async function leave(
  context: MoverContext,
  to: Side,
  source: Scoped<Location>,
  target: Scoped<Location>,
  moveId: string,
  call: CallOptions,
): Promise<Departed> {
  const { dialogueId: id, logId = '' } = source;
  await refuseLaterMoves(context, source, call);
  await refuseForgotten(context, to, source, target, moveId, call);
  const [{ here }, { here: from, tenant }] = [await to.identity(call), await context.source.identity(call)];
  const { entry } = await step(context, { dialogueId: id, moveId, step: 'leave' }, async () => {
    const act = () => patiently(context, () => context.source.store.leave(id, moveId, here, call), call);
    try {
      return await recorded(context, 'dialogue.move-out', { dialogueId: id, moveId }, act, call);
    } catch (error) {
      // The source has undone this move before: its target was put back, and is aborted anew (MG-MOVE-07).
      if (isColloquyError(error, 'move_cancelled')) await abort(context, to, target, { moveId, logId }, call);
      throw error;
    }
  });
  const out = { dialogueId: id, tenant, logId, moveId, source: from, target: here };
  return { out, entry, under: target.residence };
}

/**
 * Nothing but the claim is written to the target before the source has left. So rows that lie there say that it had, and was put back to a
 * moment before (schedule 30); unless its log has the end of this move, and it is the target that was put back.
 */
async function refuseForgotten(
  context: MoverContext,
  to: Side,
  { dialogueId: id, head }: Scoped<Location>,
  { text }: Scoped<Location>,
  moveId: string,
  call: CallOptions,
): Promise<void> {
  const n = (text?.base ?? 0) + 1;
  const arrived = await patiently(context, () => entryAt(to, id, n, call), call);
  if (arrived === undefined) return;
  const chain = await patiently(context, () => context.source.store.verifyChainContinuity(id, call), call);
  if (chain.boundaries.some((boundary) => boundary.moveId === moveId)) return;
  const message = `${id} had left its source under the move ${moveId}, for rows of it are at the target, and the source takes writes at ${head?.n ?? 0}: it was put back to a moment before. Nothing was written; cancel the move to go on with what the source holds.`;
  throw contradicted(id, 'rollback', message, { moveId, n: head?.n });
}
