import { fieldPath } from '../../fields/fieldPath.ts';
import type { Parts } from '../input/Parts.ts';
import { tables } from '../input/tables.ts';
import { judge, type Occasion } from '../staging/events.ts';
import type { Staging } from '../staging/Staging.ts';
import { checkDistinct } from './distinct.ts';
import { resolveTarget, type Ids } from './Ids.ts';
import { checkRound } from './rounds.ts';

/** What is given of a `Because`. */
export type BecauseParts = Parts<typeof tables.because>;

/**
 * Checks who changed something, when and why, and gives it the form of an event.
 *
 * @param earliest the round of the entity: nothing happens to it before
 * @param otherwise the round when none is given
 */
export function checkBecause(
  staging: Staging,
  ids: Ids,
  because: BecauseParts,
  path: string,
  earliest: number,
  otherwise: number,
): Occasion {
  const { round, actors, reason } = because;
  const roundField = fieldPath(path, ['round']);
  if (round !== undefined && checkRound(staging, round, roundField) && round < earliest) {
    staging.fault({
      code: 'invalid_round',
      message: `This is before round ${earliest}, in which the entity came into being.`,
      field: roundField,
      value: round,
      suggestion: `Name round ${earliest} or a later one.`,
    });
  }
  checkDistinct(staging, actors, (index) => fieldPath(path, ['actors', index]));
  return {
    round: round ?? otherwise,
    actors: actors?.filter((actor) => actor !== undefined) ?? [judge],
    reason,
    reference: resolveTarget(staging, ids, because.reference, fieldPath(path, ['reference'])),
    resultId: resolveTarget(staging, ids, because.resultId, fieldPath(path, ['resultId'])),
  };
}
