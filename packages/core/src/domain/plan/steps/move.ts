import type { Move } from '../../entities/types.ts';
import { fieldPath } from '../../fields/fieldPath.ts';
import { limits } from '../../../limits.ts';
import { entityKey } from '../../ids/entityKey.ts';
import { checkDistinct } from '../checks/distinct.ts';
import { checkExpert } from '../checks/experts.ts';
import type { Ids } from '../checks/Ids.ts';
import { isWhole, type Parts } from '../input/Parts.ts';
import { tables } from '../input/tables.ts';
import { given, makeEntity } from '../staging/make.ts';
import type { Staging } from '../staging/Staging.ts';

/**
 * Stages a move of an expert in a round. Moves are numbered from 1 per round and expert.
 *
 * @param round absent when there is a fault in it
 */
export function stageMove(
  staging: Staging,
  ids: Ids,
  round: number | undefined,
  parts: Parts<typeof tables.move>,
  path: string,
): Move | undefined {
  const { expert } = parts;
  const known = checkExpert(staging, expert, fieldPath(path, ['expert']));
  const targets = parts.targets?.map((target, index) =>
    ids.item(target, fieldPath(path, ['targets', index]), { missing: 'target_not_found' }),
  );
  const targetIds = targets?.map((target) => target?.id);
  checkDistinct(staging, targetIds, (index) => fieldPath(path, ['targets', index]));
  if (round === undefined || expert === undefined || !known) return undefined;
  const keyOf = (number: number) => entityKey.move(round, expert, number);
  const seq = staging.next(keyOf);
  if (seq === undefined) {
    staging.fault({
      code: 'sequence_exhausted',
      message: `All numbers 1 to ${limits.maxSequence} of the moves of this expert in round ${round} are taken.`,
      field: fieldPath(path, ['expert']),
      value: expert,
      suggestion: 'Join several moves into one with several targets, or make them in the next round.',
    });
    return undefined;
  }
  if (!isWhole(tables.move, parts)) return undefined;
  const { moveType, context } = parts;
  const key = keyOf(seq);
  const move = makeEntity('move', key, {
    moveType,
    createdAt: staging.now,
    targets: targetIds?.filter((id) => id !== undefined) ?? [],
    ...given({ context }),
  });
  staging.put(key, move);
  return move;
}
