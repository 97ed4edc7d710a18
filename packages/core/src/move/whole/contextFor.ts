import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { MoverContext, MoveStepEvent } from '../mover/MoverContext.ts';
import type { WholeRun } from './WholeRun.ts';

/** The context of the run, for one dialogue: its steps are told, its arrival keeps the rate, for as long as the call is wanted. */
export function contextFor(run: WholeRun, call: CallOptions): MoverContext {
  let isClosed = false;
  const onStep = async ({ dialogueId, step, phase, moveId }: MoveStepEvent): Promise<void> => {
    if (phase === 'before') {
      if (step === 'copy') isClosed = true;
      return;
    }
    if (step === 'activate' || step === 'reopen') isClosed = false;
    await run.tell({ event: 'step', dialogueId, step, ...(moveId === undefined ? {} : { moveId }) });
  };
  return {
    ...run.parts.context,
    onStep,
    onProgress: (progress) => run.tellNow({ event: 'progress', ...progress }),
    pace: (load) => run.take(load, call, isClosed),
  };
}
