import { entityKey } from '../../ids/entityKey.ts';
import type { Staging } from '../staging/Staging.ts';

/** Checks that a round exists, in the dialogue or in the batch. An absent number was reported before. */
export function checkRound(staging: Staging, round: number | undefined, field: string): boolean {
  if (round === undefined) return false;
  if (staging.has(entityKey.round(round))) return true;
  const { totalRounds } = staging.root;
  staging.fault({
    code: 'invalid_round',
    message: 'There is no such round in this dialogue.',
    field,
    value: round,
    suggestion:
      totalRounds === 0
        ? 'No round exists yet: create round 0 first.'
        : `Name one of the rounds 0 to ${totalRounds - 1}, or create round ${totalRounds} first.`,
  });
  return false;
}
