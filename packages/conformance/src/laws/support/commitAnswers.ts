import type { Commit, CommitOutcome, PartitionStore } from '@colloquy/core';
import { withoutDialogue } from '../../judge/Finding.ts';
import type { ModelDialogue } from '../../model/ModelDialogue.ts';
import type { Verifier } from '../../suite/Verifier.ts';

/** Slugs for the ways in which the answer of a commit can differ from that of the model. */
export interface OutcomeReasons {
  /** Another outcome. */
  readonly outcome: string;
  /** The outcome is right, its details are not. */
  readonly details: string;
}

/** Sends a commit and compares the whole answer with the model's; the model follows. */
export async function expectAnswer(
  t: Verifier,
  store: PartitionStore,
  model: ModelDialogue,
  commit: Commit,
  reasons: OutcomeReasons,
  message = '',
): Promise<CommitOutcome> {
  const answer = await store.commit(model.id, commit);
  const expected = model.judge(commit);
  t.equal(answer.outcome, expected.outcome, reasons.outcome, `${message} (commit ${commit.n} upon head ${model.n})`);
  t.equal(withoutDialogue(answer), expected, reasons.details, message);
  model.commit(commit);
  return answer;
}
