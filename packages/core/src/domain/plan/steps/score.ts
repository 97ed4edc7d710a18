import type { Expert } from '../../entities/types.ts';
import { fieldPath } from '../../fields/fieldPath.ts';
import { entityKey } from '../../ids/entityKey.ts';
import { checkExpert } from '../checks/experts.ts';
import { isWhole, type Parts } from '../input/Parts.ts';
import { scoreTable } from '../input/tables.ts';
import type { Staging } from '../staging/Staging.ts';

/**
 * Stages an expert's score for a round. A score given before for the same round is replaced.
 *
 * @param round absent when there is a fault in it
 */
export function stageScore(
  staging: Staging,
  round: number | undefined,
  parts: Parts<typeof scoreTable>,
  path: string,
): Expert | undefined {
  const known = checkExpert(staging, parts.expert, fieldPath(path, ['expert']));
  if (!known || round === undefined || !isWhole(scoreTable, parts)) return undefined;
  const key = entityKey.expert(parts.expert);
  const expert = staging.get(key);
  if (expert === undefined || expert.scores[round] === parts.score) return expert;
  const scores: Expert['scores'] = { ...expert.scores, [round]: parts.score };
  // Always the sum of what is there, never an addition to what was: so the order of calls does not matter.
  const totalScore = Object.values(scores).reduce((sum, score) => sum + score, 0);
  const scored: Expert = { ...expert, scores, totalScore };
  staging.put(key, scored);
  return scored;
}
