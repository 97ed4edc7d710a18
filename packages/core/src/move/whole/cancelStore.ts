import type { DialogueId } from '../../address/DialogueId.ts';
import { isColloquyError } from '../../errors/index.ts';
import { cancel } from '../mover/cancel.ts';
import { eachOf } from './eachOf.ts';
import { reportOf } from './reportOf.ts';
import { contextFor } from './contextFor.ts';
import type { MoveReport } from './MoveReport.ts';
import { dialoguesAt, standingOf } from './standing.ts';
import { reinstate, retire } from './successor.ts';
import type { WholeRun } from './WholeRun.ts';

/** Takes back what is in transit; what has arrived stays where it is (MG-WHOLE-01). */
export async function cancelStore(run: WholeRun): Promise<MoveReport> {
  await run.begin();
  await swapSuccessor(run);
  const { context, concurrency, call } = run.parts;
  for (let pass = 1; ; pass++) {
    await run.tell({ event: 'pass', pass });
    let found = 0;
    await eachOf(dialoguesAt(context, call), concurrency, async (id) => {
      if (run.has(id)) return;
      if (await cancelOne(run, id)) found += 1;
    });
    if (found === 0) break;
  }
  const report = run.end();
  const { totals, cutOver } = report;
  await run.tell({ event: 'ended', totals, cutOver });
  return report;
}

/** New dialogues are made at the source again. Where the target does not answer, the source takes them nevertheless. */
async function swapSuccessor({ parts: { context, to, call } }: WholeRun): Promise<void> {
  const { here } = await context.source.identity(call);
  try {
    await retire(to.header, here, call);
  } finally {
    await reinstate(context.source.header, call);
  }
}

/** Answers with whether there was something to take back. */
async function cancelOne(run: WholeRun, id: DialogueId): Promise<boolean> {
  const { to, call } = run.parts;
  const context = contextFor(run, call);
  try {
    const standing = await standingOf(context, to, id, call);
    if (standing.is === 'gone') await run.report(standing.report);
    if (standing.is !== 'transit') return false;
    const { moveId, n } = await cancel(context, id, call);
    await run.report({ dialogueId: id, outcome: 'cancelled', moveId, ...(n === undefined ? {} : { n }) });
  } catch (error) {
    call.signal?.throwIfAborted();
    if (!isColloquyError(error)) throw error;
    const isCompleted = error.context['reason'] === 'completed';
    await run.report(reportOf(id, isCompleted ? 'skipped' : 'in-transit', error));
  }
  return true;
}
