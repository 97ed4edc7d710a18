import type { DialogueId } from '../address/DialogueId.ts';
import { ColloquyError, isColloquyError } from '../errors/index.ts';
import type { CallOptions, Commit, CommitOutcome, PartitionStore } from '../traits/PartitionStore.ts';
import { backoff } from './backoff.ts';
import { foreignAnswer } from './integrity.ts';
import type { StoreContext } from './StoreContext.ts';

/** How often the same bytes are sent while their outcome is unknown. */
const maxSendings = 6;

/**
 * Sends a commit until its outcome is known (CL-ONCE-01, -02). The same bytes every time: whether an earlier sending landed is
 * decided by the entry at n, which these bytes either are or never will be.
 *
 * @throws ColloquyError `outcome_unknown` with n and commitId; any other error means that nothing was written
 */
export async function send(
  context: Pick<StoreContext, 'sources'> & { readonly backend: Pick<PartitionStore, 'commit'> },
  id: DialogueId,
  commit: Commit,
  options: CallOptions,
): Promise<CommitOutcome> {
  let doubt: unknown;
  for (let sending = 0; sending < maxSendings; sending++) {
    try {
      const outcome = await context.backend.commit(id, commit, options);
      if (outcome.dialogueId !== id) throw foreignAnswer(id, outcome.dialogueId);
      return outcome;
    } catch (error) {
      // Once an outcome is in doubt, an error that would mean "nothing was written" speaks only of its own sending.
      if ((doubt === undefined && hadNoEffect(error, options)) || isDead(error)) throw error;
      doubt ??= error;
      if (isColloquyError(error, 'dialogue_moved')) break;
    }
    if (options.signal?.aborted === true) break;
    await backoff(context, sending, {}).catch(() => undefined);
  }
  throw new ColloquyError(
    'outcome_unknown',
    `The answer to commit ${commit.n} of dialogue ${id} was lost. It may or may not have landed: ask outcome() before repeating it.`,
    { context: { dialogueId: id, n: commit.n, commitId: commit.commitId }, cause: doubt },
  );
}

/**
 * True when the dialogue has left, or another is on its way here: then there is no entry at n, and never will be, whatever earlier sendings
 * did. Only an import over an older copy says nothing of that: it answers so before it looks at n.
 */
function isDead(error: unknown): boolean {
  if (isColloquyError(error, 'dialogue_moving')) return true;
  if (!isColloquyError(error, 'dialogue_moved')) return false;
  const { status } = error.context;
  return status !== 'importing' && status !== 'aborted';
}

/** A backend's own errors say that nothing was written, except `outcome_unknown`; so does the signal, thrown as it is. */
function hadNoEffect(error: unknown, options: CallOptions): boolean {
  if (isColloquyError(error)) return error.code !== 'outcome_unknown';
  return options.signal?.aborted === true && error === options.signal.reason;
}
