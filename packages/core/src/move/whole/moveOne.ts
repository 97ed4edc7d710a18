import type { DialogueId } from '../../address/DialogueId.ts';
import { isColloquyError, type ErrorCode } from '../../errors/index.ts';
import { backoff } from '../../store/backoff.ts';
import type { Scoped } from '../../traits/PartitionScoped.ts';
import { judgeSource } from '../arrival/index.ts';
import { patiently, type MoverContext } from '../mover/MoverContext.ts';
import { start, type CompletedMove } from '../mover/start.ts';
import { contextFor } from './contextFor.ts';
import { failed } from './failed.ts';
import { movedReport } from './movedReport.ts';
import type { DialogueReport } from './MoveReport.ts';
import { baseOf, type Standing } from './standing.ts';
import type { WholeRun } from './WholeRun.ts';

/** Answers that the same call may change. */
const passing: readonly ErrorCode[] = ['revision_conflict', 'outcome_unknown', 'backend_busy'];

/** How often a dialogue is started, and how often one that is written to is looked at before its claim. */
const attempts = 3;

/** A dialogue that can be started. */
export type Startable = Extract<Standing, { is: 'here' | 'transit' }>;

/** Moves one dialogue, or goes on with its move, and says what became of it. Rejects with what is no answer of a store. */
export async function moveOne(run: WholeRun, id: DialogueId, standing: Startable): Promise<DialogueReport> {
  const context = contextFor(run, run.call);
  try {
    if (standing.is === 'here') await refuseUnsound(run, context, id);
    const moved = await startAgain(run, context, id);
    return movedReport(moved, baseOf(standing.target));
  } catch (error) {
    return failed(run, id, error);
  }
}

/**
 * A damaged or torn dialogue is refused before its claim (MG-WHOLE-03). One that is written to all the time is not judged here: its
 * arrival is.
 */
async function refuseUnsound(run: WholeRun, context: MoverContext, id: DialogueId): Promise<void> {
  const { backend, identity } = context.source;
  const { tenant } = await identity(run.call);
  const pace = (load: Parameters<WholeRun['take']>[0]): Promise<void> => run.take(load, run.call, false);
  const request = { id, source: backend, tenant, movers: context.movers, pace, ...run.call };
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { outcome } = await patiently(context, () => judgeSource(request), run.call);
    if (outcome === 'sound' || outcome === 'absent') return;
    if (outcome === 'unfinished') await patiently(context, () => backend.settle(id, run.call), run.call);
  }
}

async function startAgain(run: WholeRun, context: MoverContext, id: DialogueId): Promise<Scoped<CompletedMove>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(context, id, run.call);
    } catch (error) {
      const isPassing = isColloquyError(error) && passing.includes(error.code);
      if (!isPassing || attempt === attempts) throw error;
      await backoff(context, attempt, run.call);
    }
  }
}
