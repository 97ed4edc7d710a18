import {
  ColloquyError,
  isColloquyError,
  type Commit,
  type CommitOutcome,
  type DialogueId,
  type PartitionStore,
} from '@colloquy/core';

/** One commit on its way: how a program sends it, and what may happen meanwhile. */
export interface Sending {
  readonly store: PartitionStore;
  readonly id: DialogueId;
  readonly commit: Commit;
  /** How often it is sent at the most. */
  readonly patience: number;
  /** Awaited after an outcome was in doubt, before anything else is done about it. */
  readonly meanwhile: () => Promise<void>;
}

/** A program that sends a commit. */
export type Resend = (sending: Sending) => Promise<CommitOutcome>;

/** The same bytes again while the outcome is in doubt, as core does; who has no patience is told that nobody knows. */
export const sendSameBytes: Resend = async ({ store, id, commit, patience, meanwhile }) => {
  let doubt: unknown;
  for (let sending = 0; sending < patience; sending++) {
    try {
      return await store.commit(id, commit);
    } catch (error) {
      if (doubt === undefined && !isColloquyError(error, 'outcome_unknown')) throw error;
      doubt ??= error;
    }
    await meanwhile();
  }
  throw new ColloquyError('outcome_unknown', `nobody knows of commit ${commit.n}`, { cause: doubt });
};
