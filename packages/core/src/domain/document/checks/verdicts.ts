import { fieldPath } from '../../fields/fieldPath.ts';
import { checkDistinct } from '../../plan/checks/distinct.ts';
import { checkExpert, checkExperts } from '../../plan/checks/experts.ts';
import type { Row } from '../Draft.ts';
import type { Judgement } from './Judgement.ts';

/** Verdicts belong to rounds, name experts and tensions that are there, and only `final` is final. */
export function checkVerdicts(judgement: Judgement): void {
  const { staging } = judgement;
  for (const row of judgement.rows('verdict')) {
    const { round, authorExpert, tensionsAccepted, supportingExperts } = row.entity;
    checkFinal(judgement, row);
    judgement.round(row, ['round'], round);
    if (authorExpert !== undefined) checkExpert(staging, authorExpert, fieldPath(row.path, ['authorExpert']));
    tensionsAccepted?.forEach((tension, index) => judgement.item(row, ['tensionsAccepted', index], tension));
    checkDistinct(staging, tensionsAccepted, (index) => fieldPath(row.path, ['tensionsAccepted', index]));
    checkExperts(staging, supportingExperts, fieldPath(row.path, ['supportingExperts']));
  }
}

function checkFinal(judgement: Judgement, row: Row<'verdict'>): void {
  const { id, verdictType } = row.entity;
  if ((id === 'final') === (verdictType === 'final')) return;
  judgement.fault(row, [id === 'final' ? 'verdictType' : 'id'], {
    code: 'invalid_value',
    message: "The verdict with the id 'final' has the type 'final', and no other has.",
    value: id === 'final' ? verdictType : id,
    validOptions: ['final'],
  });
}
