import { checkExpert } from '../../plan/checks/experts.ts';
import { fieldPath } from '../../fields/fieldPath.ts';
import { totalOfExpert } from '../../read/scores.ts';
import type { Judgement } from './Judgement.ts';

/** Scores belong to rounds and add up; contents belong to experts and rounds. */
export function checkExperts(judgement: Judgement): void {
  for (const row of judgement.rows('expert')) {
    for (const round of Object.keys(row.entity.scores)) judgement.round(row, ['scores', round], Number(round));
    const total = totalOfExpert(row.entity);
    judgement.expect(row, 'totalScore', row.entity.totalScore, total, 'This is the sum of the scores.');
  }
  for (const row of judgement.rows('content')) {
    judgement.round(row, ['round'], row.entity.round);
    checkExpert(judgement.staging, row.entity.expert, fieldPath(row.path, ['expert']));
  }
}
