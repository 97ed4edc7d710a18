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

/**
 * Whether the source, as it was looked at, is all that register and target know of the dialogue. Answers with true.
 *
 * @throws ColloquyError `integrity_error`, reason `rollback` or `fork`
 */
export async function requireLatest(
  context: MoverContext,
  to: Side,
  source: Scoped<Location>,
  moveId: string,
  call: CallOptions,
): Promise<true> {
  await refuseLaterMoves(context, source, call);
  await refuseForgotten(context, to, source, moveId, call);
  return true;
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
  const [{ here }, { here: from, tenant }] = [await to.identity(call), await context.source.identity(call)];
  const { entry } = await step(context, { dialogueId: id, moveId, step: 'leave' }, async () => {
    const act = () => patiently(context, () => context.source.store.leave(id, moveId, here, call), call);
    try {
      return await recorded(context, 'dialogue.move-out', { dialogueId: id, moveId }, act, call);
    } catch (error) {
      // The source has undone this move before, so its target was put back; or it has left under another one: this claim ends (MG-MOVE-04, -07).
      const isOther = isColloquyError(error, 'move_refused') && error.context['reason'] === 'other_move';
      if (isOther || isColloquyError(error, 'move_cancelled'))
        await abort(context, to, target, { moveId, logId }, call);
      throw error;
    }
  });
  const out = { dialogueId: id, tenant, logId, moveId, source: from, target: here };
  return { out, entry, under: target.residence };
}

/**
 * What lies at the target and above the head of the source came from a source that was further (schedule 30); what a cancelled move has left
 * there does not reach so far. Unless its log has the end of this move: then it is the target that was put back.
 */
async function refuseForgotten(
  context: MoverContext,
  to: Side,
  { dialogueId: id, head }: Scoped<Location>,
  moveId: string,
  call: CallOptions,
): Promise<void> {
  const n = head?.n ?? 0;
  const above = await patiently(context, () => entryAt(to, id, n + 1, call), call);
  if (above === undefined) return;
  const chain = await patiently(context, () => context.source.store.verifyChainContinuity(id, call), call);
  if (chain.boundaries.some((boundary) => boundary.moveId === moveId)) return;
  const message = `${id} had left its source under the move ${moveId}, for its entry ${n + 1} is at the target, and the source takes writes at ${n}: it was put back to a moment before. Nothing was written; cancel the move to go on with what the source holds.`;
  throw contradicted(id, 'rollback', message, { moveId, n });
}
