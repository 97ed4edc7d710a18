import { entityKey, type EntityKey } from '../../ids/entityKey.ts';
import { fieldPath } from '../../fields/fieldPath.ts';
import { checkDistinct } from '../../plan/checks/distinct.ts';
import { checkExpert } from '../../plan/checks/experts.ts';
import { signalKey } from '../../plan/steps/signal.ts';
import { keyOfEntity } from '../../entities/entityKeys.ts';
import type { Row } from '../Draft.ts';
import type { Judgement } from './Judgement.ts';

/** Moves belong to experts and rounds and are numbered; a convergence signal has a number of its own and no targets. */
export function checkMoves(judgement: Judgement): void {
  for (const row of judgement.rows('move')) {
    const { round, expert, targets } = row.entity;
    judgement.round(row, ['round'], round);
    checkExpert(judgement.staging, expert, fieldPath(row.path, ['expert']));
    targets.forEach((target, index) => judgement.item(row, ['targets', index], target));
    checkDistinct(judgement.staging, targets, (index) => fieldPath(row.path, ['targets', index]));
    checkNumber(judgement, row);
  }
}

function checkNumber(judgement: Judgement, row: Row<'move'>): void {
  const { round, expert, seq, moveType, targets } = row.entity;
  const signal: EntityKey = signalKey(round, expert);
  const isSignal = moveType === 'converge';
  if (isSignal !== (keyOfEntity(row.entity) === signal)) {
    judgement.fault(row, ['seq'], {
      code: 'invalid_value',
      message: isSignal
        ? 'A convergence signal has the number 0.'
        : 'The number 0 is that of the convergence signal; other moves are numbered from 1.',
      value: seq,
    });
    return;
  }
  if (isSignal && targets.length > 0) {
    judgement.fault(row, ['targets'], {
      code: 'invalid_value',
      message: 'A convergence signal has no targets.',
      value: targets,
    });
  }
  if (seq > 1) {
    const message = `The moves of an expert in a round are numbered without gaps, and there is no number ${seq - 1}.`;
    judgement.follows(row, 'seq', 'move', entityKey.move(round, expert, seq - 1), message);
  }
}
