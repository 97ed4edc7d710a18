import type { DialogueId } from '../address/DialogueId.ts';
import { backoff } from '../store/backoff.ts';
import type { BuiltCommit } from '../store/buildCommit.ts';
import { send } from '../store/send.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import { explainMismatch, landed, revisionConflict } from '../store/write.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';

/** One reading of the dialogue, and what is to be done about it. */
export type Step<Result> =
  /** Nothing has to be written. */
  | { readonly result: Result }
  /** This commit, and then the result. */
  | { readonly built: BuiltCommit; readonly result: Result };

/**
 * A commit of key administration: an ordinary one. Read, build, send; again from the start when another writer was first.
 *
 * @param read - is told whether another writer was first
 * @throws ColloquyError `revision_conflict`, `outcome_unknown`, `integrity_error`, and what `read` and the backend throw
 */
export async function attempt<Result>(
  context: StoreContext,
  id: DialogueId,
  read: (again: boolean) => Promise<Step<Result>>,
  options: CallOptions,
): Promise<Result> {
  for (let tries = 0; ; tries++) {
    options.signal?.throwIfAborted();
    const step = await read(tries > 0);
    if (!('built' in step)) return step.result;
    const { commit, head } = step.built;
    const outcome = await send(context, id, commit, options);
    if (outcome.outcome === 'committed') {
      landed(context, id, head);
      return step.result;
    }
    if (outcome.outcome === 'mismatch') await explainMismatch(context, id, commit.n - 1, outcome.keys, options);
    if (tries + 1 >= context.maxAttempts) throw revisionConflict(context, id, commit.n);
    await backoff(context, tries, options);
  }
}
