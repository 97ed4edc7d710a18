import type { Fault } from '../../validation/Fault.ts';
import type { Draft } from '../Draft.ts';
import { checkExperts } from './experts.ts';
import { checkHistories } from './histories.ts';
import { checkItems } from './items.ts';
import { checkMoves } from './moves.ts';
import { checkRefs } from './refs.ts';
import { checkRoot } from './root.ts';
import { checkRounds } from './rounds.ts';
import { checkVerdicts } from './verdicts.ts';
import { Judgement } from './Judgement.ts';

/**
 * What must hold between the entities of a document: everything that planned writes guarantee. An entity that could not be read is
 * not judged, and what points at it is not blamed.
 *
 * @returns every fault, in the order of the checks
 */
export function checkDocument(draft: Draft): readonly Fault[] {
  const judgement = new Judgement(draft);
  checkRoot(judgement);
  checkExperts(judgement);
  checkRounds(judgement);
  checkItems(judgement);
  checkRefs(judgement);
  checkMoves(judgement);
  checkVerdicts(judgement);
  checkHistories(judgement);
  return judgement.faults;
}
