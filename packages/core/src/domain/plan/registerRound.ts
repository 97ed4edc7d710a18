import { fieldPath } from '../fields/fieldPath.ts';
import type { Json } from '../../bytes/index.ts';
import { entityKey } from '../ids/entityKey.ts';
import { checkDistinct } from './checks/distinct.ts';
import { checkExpert } from './checks/experts.ts';
import type { RegisteredRound } from './inputs.ts';
import type { Planner } from './Planner.ts';
import { BatchIds } from './round/BatchIds.ts';
import { parseRound, type RoundDraft, type RoundParts } from './round/parseRound.ts';
import { stageItems } from './round/stageItems.ts';
import { Staging } from './staging/Staging.ts';
import { stageComment } from './steps/comment.ts';
import { stageContent } from './steps/content.ts';
import { stageExpert } from './steps/expert.ts';
import { stageMove } from './steps/move.ts';
import { stageRef } from './steps/ref.ts';
import { stageRound } from './steps/round.ts';
import { stageRoundStatus } from './steps/roundStatus.ts';
import { stageScore } from './steps/score.ts';
import { stageSignal } from './steps/signal.ts';
import { stageTransition } from './steps/transition.ts';
import { stageVerdict } from './steps/verdict.ts';

/**
 * Registers a whole round (`RoundBatch`): everything or nothing. The lists take effect in this order: experts, the round with its
 * panel, contents, scores, items with their references, refs, moves, verdicts, transitions, comments, convergence signals,
 * completion. Within a list the order is that of the batch, so several transitions of one item follow each other, each with its
 * event. A transition or comment without a `round` happened in the round that is registered.
 *
 * Its input is a draft: an item that is not well-formed is left out of the later stages, and the faults of all stages and items
 * are thrown together by `plan`.
 */
export const registerRound: Planner<RoundDraft, RegisteredRound> = {
  kind: 'register-round',
  parse: parseRound,
  // Without faults the parts are the whole request, and plain JSON; with faults there is no plan.
  requestOf: ({ parts }) => parts as unknown as Json,
  reads: () => ({ keys: [entityKey.dialogue()], everything: true }),
  plan(view, { parts, faults }, { now }) {
    const staging = Staging.of(view, now);
    staging.faults.addAll(faults);
    return staging.plan(stageBatch(staging, parts));
  },
};

function stageBatch(staging: Staging, batch: RoundParts): RegisteredRound | undefined {
  each(batch.experts, 'experts', (parts, path) => stageExpert(staging, parts, path));
  stageRound(staging, batch);
  const round = claimRound(staging, batch.round);
  each(batch.contents, 'contents', (parts, path) => stageContent(staging, round, parts, path));
  each(batch.expertScores, 'expertScores', (parts, path) => stageScore(staging, round, parts, path));
  checkDistinct(
    staging,
    batch.expertScores.map((parts) => parts?.expert),
    (index) => fieldPath('expertScores', [index, 'expert']),
  );
  const ids = new BatchIds(staging, batch.round);
  const items = stageItems(staging, ids, round, batch);
  each(batch.refs, 'refs', (parts, path) => stageRef(staging, ids, parts, path));
  each(batch.moves, 'moves', (parts, path) => stageMove(staging, ids, round, parts, path));
  each(batch.verdicts, 'verdicts', (parts, path) => stageVerdict(staging, ids, round, parts, path));
  each(batch.transitions, 'transitions', (parts, path) => stageTransition(staging, ids, parts, path, batch.round));
  each(batch.comments, 'comments', (parts, path) => stageComment(staging, ids, parts, path, batch.round));
  batch.converge?.forEach((expert, index) => {
    const known = checkExpert(staging, expert, fieldPath('converge', [index]));
    if (known && expert !== undefined && round !== undefined) stageSignal(staging, round, expert);
  });
  if (round === undefined) return undefined;
  if (batch.complete === true) stageRoundStatus(staging, ids, { round, status: 'completed' });
  return { round, ids: items };
}

/**
 * The number under which the batch is checked: its own, even if the round is faulty or not the next one, so that nothing else goes
 * unchecked. Undefined for a round that exists already: what it holds would be taken for doubles.
 */
function claimRound(staging: Staging, round: number | undefined): number | undefined {
  if (round === undefined) return undefined;
  const key = entityKey.round(round);
  // A round that is faulty is not missing as well.
  staging.announce(key);
  return staging.stored(key) === undefined ? round : undefined;
}

/** Passes over items of which nothing can be read: they were reported. */
function each<Parts>(
  list: readonly (Parts | undefined)[],
  name: string,
  stage: (parts: Parts, path: string) => unknown,
): void {
  list.forEach((parts, index) => {
    if (parts !== undefined) stage(parts, fieldPath(name, [index]));
  });
}
