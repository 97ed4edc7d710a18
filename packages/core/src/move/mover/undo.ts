import type { DialogueId } from '../../address/DialogueId.ts';
import { isColloquyError, type ColloquyError } from '../../errors/index.ts';
import { parseHeader } from '../../log/index.ts';
import type { Crossing, Location } from '../../traits/MigrationStore.ts';
import type { Scoped } from '../../traits/PartitionScoped.ts';
import type { CallOptions, LogEntry } from '../../traits/PartitionStore.ts';
import { clearAbove } from '../arrival/index.ts';
import type { BoundaryBody } from '../boundaryBody.ts';
import { contradicted, moveRefused } from '../refusals.ts';
import { callOf, look, patiently, step, type MoverContext, type Side } from './MoverContext.ts';
import { registerCancel } from './register.ts';

export interface UndoOptions extends CallOptions {
  /** The target is not asked: C2 and C3 alone. */
  readonly abandoned?: boolean;
  /** With `abandoned`: also where the register knows that the target took writes, which it is told are given up. */
  readonly acceptRollback?: boolean;
}

/**
 * C1: ends a move at its target, over what was seen there. Answers with whether it is dead: aborted, or followed by another claim. False
 * where something else was first; then the stores say what.
 */
export async function abort(
  context: MoverContext,
  to: Side,
  target: Scoped<Location>,
  about: { readonly moveId: string; readonly logId: string },
  call: CallOptions,
): Promise<boolean> {
  const { dialogueId, state, residence, text } = target;
  const { moveId, logId } = about;
  const isClaimed = state === 'importing' || state === 'aborted';
  if (isClaimed && text?.moveId !== moveId) return true;
  if (state === 'aborted') return true;
  const { here } = await context.source.identity(call);
  const asked = { moveId, logId, source: here, over: residence };
  const ended = await step(context, { dialogueId, moveId, step: 'abort' }, () =>
    patiently(context, () => to.store.abort(dialogueId, asked, call), call),
  );
  if (ended.status === 'aborted') return true;
  return ended.status === 'importing' && ended.moveId !== moveId;
}

/**
 * C2 and C3: takes the dialogue back into use at its source, with the `migrate.cancel` that the register holds. Only where the move is dead
 * at the target, or abandoned (MG-CANCEL-02).
 */
export async function reopen(
  context: MoverContext,
  out: BoundaryBody,
  { abandoned, acceptRollback = false, ...call }: UndoOptions,
): Promise<Crossing> {
  const { dialogueId, moveId } = out;
  const { store } = context.source;
  const about = { dialogueId, moveId };
  const publish = async (built: LogEntry): Promise<LogEntry> => {
    const held = await step(context, { ...about, step: 'publish-cancel' }, () =>
      registerCancel(context, out, built, acceptRollback, call),
    );
    if (parseHeader(held.header)?.kind === 'migrate.in') throw wasActive(dialogueId, moveId, held.n);
    await context.onStep?.({ ...about, step: 'reopen', phase: 'before' });
    return held;
  };
  const options = { ...callOf(call), publish, ...(abandoned === true ? { abandoned } : {}) };
  const crossing = await patiently(context, () => store.reopen(dialogueId, moveId, options), call);
  await context.onStep?.({ ...about, step: 'reopen', phase: 'after' });
  return crossing;
}

function wasActive(id: DialogueId, moveId: string, n: number): Error {
  const message = `The register of moves knows that ${id} takes writes at the target since entry ${n} (move ${moveId}): it was put back, or is out of reach. Nothing was written; put another moment of it back, or abandon the move and accept that what was written there is given up.`;
  return contradicted(id, 'rollback', message, { moveId, n });
}

/**
 * C4: leftovers go. They do no harm, so a row that the target itself cannot read, which stands in the way of it, is no failure of the
 * cancellation: answers with what the target said of it.
 */
export async function clear(
  context: MoverContext,
  to: Side,
  id: DialogueId,
  moveId: string,
  call: CallOptions,
): Promise<ColloquyError | undefined> {
  const { state, residence, text } = await look(context, to, id, call);
  if (state !== 'aborted' || residence === null || text?.moveId !== moveId) return undefined;
  const { tenant } = await to.identity(call);
  const { movers, pace } = context;
  const { base, whole } = text;
  const request = { id, target: to.backend, under: residence, base, whole, tenant, movers, ...callOf(call) };
  try {
    await step(context, { dialogueId: id, moveId, step: 'clear' }, () =>
      patiently(context, () => clearAbove({ ...request, ...(pace === undefined ? {} : { pace }) }), call),
    );
    return undefined;
  } catch (error) {
    if (isColloquyError(error, 'integrity_error') || isColloquyError(error, 'backend_error')) return error;
    throw error;
  }
}

/** The target takes writes by this move: there is nothing to cancel any more (MG-CANCEL-01). */
export function completed(id: DialogueId, moveId: string, name: string): Error {
  const message = `The move ${moveId} of ${id} is complete: the store ${name} takes its writes. Nothing was written; to go back is a move of its own.`;
  return moveRefused(id, 'completed', message, { moveId, name });
}
