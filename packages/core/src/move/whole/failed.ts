import type { DialogueId } from '../../address/DialogueId.ts';
import { isColloquyError, type ColloquyError } from '../../errors/index.ts';
import { cancel } from '../mover/cancel.ts';
import type { MoverContext } from '../mover/MoverContext.ts';
import { start } from '../mover/start.ts';
import { contextFor } from './contextFor.ts';
import { movedReport } from './movedReport.ts';
import type { DialogueReport } from './MoveReport.ts';
import { notBegun, reportOf } from './reportOf.ts';
import { baseOf, standingOf, type Standing } from './standing.ts';
import type { WholeRun } from './WholeRun.ts';

/**
 * What became of a dialogue whose move ended with an error: it is taken back where it was in transit, unless another attempt may well end
 * it. A fault of the target that others would meet too halts the run (MG-WHOLE-02).
 *
 * @throws the error, where it is no answer of a store, and the reason of the caller's signal
 */
export async function failed(run: WholeRun, id: DialogueId, error: unknown): Promise<DialogueReport> {
  run.parts.call.signal?.throwIfAborted();
  if (!isColloquyError(error)) throw error;
  const { context, faults } = run.parts;
  const isInterrupted = run.halted === error;
  const fault = isInterrupted ? error : faults.faultIn(error);
  if (fault !== undefined) await run.halt(fault, { interrupt: context.whenFull === 'cancel' });
  if (error.code === 'move_cancelled' || error.context['cancelled'] === true) {
    return reportOf(id, 'cancelled', error);
  }
  const standing = await standingNow(run, id, error);
  if (standing === undefined) return reportOf(id, 'in-transit', error);
  if (standing.is === 'gone') return { ...standing.report, ...reportOf(id, 'moved', error) };
  if (isUndone(standing, error)) return reportOf(id, 'cancelled', error);
  if (standing.is !== 'transit') return isInterrupted ? notBegun(id, error) : reportOf(id, 'refused', error);
  const isLeft = fault === undefined ? error.code === 'backend_unavailable' : context.whenFull === 'leave';
  return isLeft ? reportOf(id, 'in-transit', error) : takenBack(run, id, error, standing);
}

/** The move had been taken back, and only its leftovers are still there. */
function isUndone(standing: Standing, { context }: ColloquyError): boolean {
  if (standing.is !== 'here') return false;
  const { state, text } = standing.target;
  return state === 'aborted' && text !== undefined && text.moveId === context['moveId'];
}

/** What the stores say now; undefined where they do not answer, and the dialogue may be closed. */
async function standingNow(run: WholeRun, id: DialogueId, error: ColloquyError): Promise<Standing | undefined> {
  const { to, call } = run.parts;
  const context = cleaning(run, error);
  try {
    return await standingOf(context, to, id, call);
  } catch (cause) {
    call.signal?.throwIfAborted();
    if (!isColloquyError(cause)) throw cause;
  }
  // The target does not answer; the source knows alone whether it is open.
  try {
    const { state } = await context.source.store.location(id, call);
    return state === 'active' ? { is: 'headless' } : undefined;
  } catch (cause) {
    call.signal?.throwIfAborted();
    if (!isColloquyError(cause)) throw cause;
    return undefined;
  }
}

/** Who has waited for a store has waited long enough. */
function cleaning(run: WholeRun, error: ColloquyError): MoverContext {
  const context = contextFor(run, run.parts.call);
  return error.code === 'backend_unavailable' ? { ...context, patience: 0 } : context;
}

async function takenBack(
  run: WholeRun,
  id: DialogueId,
  error: ColloquyError,
  { target }: Extract<Standing, { is: 'transit' }>,
): Promise<DialogueReport> {
  const context = cleaning(run, error);
  const { call } = run.parts;
  try {
    const { moveId, n } = await cancel(context, id, call);
    const report = { ...reportOf(id, 'cancelled', error), moveId, ...(n === undefined ? {} : { n }) };
    // The first attempt to take it back had failed, which the error still says.
    if (error.context['cancelled'] !== false) return report;
    return { ...report, message: `The target cannot take ${id} (${error.code}), and the move was cancelled.` };
  } catch (cause) {
    call.signal?.throwIfAborted();
    if (!isColloquyError(cause)) throw cause;
    if (cause.context['reason'] !== 'completed') {
      const report = reportOf(id, 'in-transit', error);
      return { ...report, message: `${report.message ?? ''} Nor could it be cancelled: ${cause.message}` };
    }
  }
  // It had arrived when it was to be taken back.
  return movedReport(await start(context, id, call), baseOf(target));
}
