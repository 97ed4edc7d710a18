import type { Commit, CommitOutcome } from '@colloquy/core';
import { finding, type Finding } from '../judge/Finding.ts';
import { judgeHead } from '../judge/judgeHead.ts';
import { isSameEntry, type ModelDialogue } from '../model/ModelDialogue.ts';
import type { Answered, Unanswered } from './Operation.ts';

type CommitCall = Extract<Answered, { method: 'commit' }> | Unanswered;

/** Judges the answer of a commit by what the log says in the end. */
export function judgeCommit(
  model: ModelDialogue,
  call: CommitCall,
  isUnknown: (error: unknown) => boolean,
): Finding | undefined {
  const standing = model.entry(call.commit.n);
  const landed = standing !== undefined && isSameEntry(standing, call.commit);
  if (!('answer' in call)) {
    // Of a sender that is gone, and of one that was told that nobody knows, both ends are right.
    if (!landed || call.error === undefined || isUnknown(call.error)) return undefined;
    const message = `commit ${call.commit.n} was rejected and took effect all the same`;
    return finding('PS-COMMIT-13', 'written-despite-error', message, { actual: call.error });
  }
  return judgeOutcome(model, call.commit, call.answer, landed);
}

function judgeOutcome(
  model: ModelDialogue,
  commit: Commit,
  answer: CommitOutcome,
  landed: boolean,
): Finding | undefined {
  if (answer.outcome === 'committed') {
    if (landed) return undefined;
    const other = model.entry(commit.n) !== undefined;
    return other
      ? finding('PS-COMMIT-10', 'two-winners', `commit ${commit.n} was acknowledged, another entry stands there`)
      : finding('PS-COMMIT-01', 'acknowledged-and-lost', `commit ${commit.n} was acknowledged and is not there`);
  }
  if (landed) {
    return finding(
      'PS-COMMIT-10',
      'winner-refused',
      `commit ${commit.n} took effect and was answered ${answer.outcome}`,
    );
  }
  if (answer.outcome === 'mismatch') return undefined;
  const wrongHead = judgeHead(model, answer.head, 0);
  if (wrongHead !== undefined) return wrongHead;
  if (answer.entry === undefined) {
    if ((answer.head?.n ?? 0) !== commit.n - 1) return undefined;
    return finding(
      'PS-COMMIT-04',
      'conflict-without-reason',
      `the head was ${commit.n - 1}, and there was no entry ${commit.n}`,
    );
  }
  const standing = model.entry(commit.n);
  if (standing !== undefined && isSameEntry(standing, answer.entry)) return undefined;
  return finding('PS-COMMIT-10', 'wrong-winner', `the conflict names another entry ${commit.n} than the log`, {
    expected: standing,
    actual: answer.entry,
  });
}
