import { ColloquyError, isColloquyError, type Commit, type CommitOutcome } from '@colloquy/core';
import { isSameEntry } from '../../../src/model/ModelDialogue.ts';
import type { Resend, Sending } from '../support/resend.ts';
import type { Program } from './Program.ts';

type Concluding = (sending: Sending, error: ColloquyError) => Promise<CommitOutcome>;

/** Sends once; what a doubt means is for `conclude` to say. */
function concluding(conclude: Concluding): Resend {
  return async (sending) => {
    try {
      return await sending.store.commit(sending.id, sending.commit);
    } catch (error) {
      if (!isColloquyError(error, 'outcome_unknown')) throw error;
      await sending.meanwhile();
      return conclude(sending, error);
    }
  };
}

function notWritten({ n }: Commit): ColloquyError {
  return new ColloquyError('backend_unavailable', `the connection was lost: commit ${n} was not written`);
}

export const lossMeansNotWritten: Program = {
  id: 'loss-means-not-written',
  reason: 'PS-COMMIT-13 written-despite-error',
  description: 'A lost connection is an error like any other: nothing was written.',
  resend: concluding(async ({ commit }) => {
    throw notWritten(commit);
  }),
};

export const lossMeansCommitted: Program = {
  id: 'loss-means-committed',
  reason: 'PS-COMMIT-01 acknowledged-and-lost',
  description: 'What was sent has arrived, hence it is written.',
  resend: concluding(async () => ({ outcome: 'committed' })),
};

/** Ends once the head has moved; until then the same bytes again. */
const byHead: Concluding = async (sending, doubt) => {
  const { store, id, commit } = sending;
  for (let sendings = 1; sendings < 9; sendings++) {
    const head = await store.head(id);
    if ((head?.n ?? 0) >= commit.n) {
      return head?.commitId === commit.commitId
        ? { outcome: 'committed' }
        : { outcome: 'conflict', head, entry: undefined };
    }
    const outcome = await store.commit(id, commit).catch(() => undefined);
    if (outcome !== undefined) return outcome;
  }
  throw doubt;
};

export const headDecides: Program = {
  id: 'head-decides',
  reason: 'PS-COMMIT-10 winner-refused',
  description: 'Whether a commit landed is asked of the head, which may have gone on, instead of the entry at n.',
  resend: concluding(byHead),
};

export const newCommitId: Program = {
  id: 'new-commit-id',
  reason: 'PS-COMMIT-05 twice',
  description: 'When nobody knows, the write is made again as a new commit with an id of its own.',
  resend: concluding(async (_, doubt) => {
    throw doubt;
  }),
  writesAgain: true,
};

/** Dies only where the first sending is still on its way while its entry is asked for. */
export const absenceMeansNotWritten: Program = {
  id: 'absence-means-not-written',
  reason: 'PS-COMMIT-13 written-despite-error',
  description: 'No entry at n, hence the commit was not written: an old session may still write it.',
  resend: concluding(async ({ store, id, commit }) => {
    const { entries } = await store.log(id, commit.n, 1);
    const [entry] = entries;
    if (entry === undefined) throw notWritten(commit);
    if (isSameEntry(entry, commit)) return { outcome: 'committed' };
    return { outcome: 'conflict', head: await store.head(id), entry };
  }),
};
