import type { DialogueId } from '../../address/DialogueId.ts';
import { isColloquyError, type ColloquyError } from '../../errors/index.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { StoreName } from '../boundaryBody.ts';
import type { MoverContext, Side } from '../mover/MoverContext.ts';
import { status, type MovePhase } from '../mover/status.ts';
import { eachOf } from './eachOf.ts';
import { dialoguesAt, standingOf } from './standing.ts';
import { successorOf } from './successor.ts';

/** A dialogue that somebody has to see to. */
export interface UnsettledDialogue {
  readonly dialogueId: DialogueId;
  readonly phase: MovePhase;
  readonly moveId: string | undefined;
  /** What to do, for people. */
  readonly next: string;
  /** Why it could not be told. */
  readonly error: ColloquyError | undefined;
}

/** How far a store has moved, by what the two stores say. */
export interface StoreMoveStatus {
  /** Where new dialogues of the source are made; undefined while they are made there. */
  readonly successor: StoreName | undefined;
  /** The same of the target. */
  readonly targetSuccessor: StoreName | undefined;
  /** Dialogues of which the source holds anything. */
  readonly counts: {
    /** They take writes at the source, and no move of them is under way. */
    readonly here: number;
    /** Claimed, or closed and not yet open at the target. */
    readonly inTransit: number;
    /** They have left the source. */
    readonly gone: number;
    /** Rows without a head, or not to be told. */
    readonly unclear: number;
  };
  /** Those in transit and those that could not be told. */
  readonly unsettled: readonly UnsettledDialogue[];
}

/** Looks at every dialogue. Writes nothing but what the register lacks. */
export async function storeStatus(
  context: MoverContext,
  to: Side,
  concurrency: number,
  call: CallOptions,
): Promise<StoreMoveStatus> {
  const counts = { here: 0, inTransit: 0, gone: 0, unclear: 0 };
  const unsettled: UnsettledDialogue[] = [];
  await eachOf(dialoguesAt(context, call), concurrency, async (id) => {
    try {
      const { is } = await standingOf(context, to, id, call);
      const counted = { here: 'here', transit: 'inTransit', gone: 'gone', headless: 'unclear' } as const;
      counts[counted[is]] += 1;
      if (is === 'here' || is === 'gone') return;
      const { phase, moveId, next, refusal } = await status(context, id, call);
      unsettled.push({ dialogueId: id, phase, moveId, next, error: refusal });
    } catch (error) {
      call.signal?.throwIfAborted();
      if (!isColloquyError(error)) throw error;
      counts.unclear += 1;
      unsettled.push({ dialogueId: id, phase: 'unknown', moveId: undefined, next: error.message, error });
    }
  });
  return {
    successor: await successorOf(context.source.header, call),
    targetSuccessor: await successorOf(to.header, call),
    counts,
    unsettled,
  };
}
