import type { Dialogue, Round } from '../../entities/types.ts';
import { entityKey } from '../../ids/entityKey.ts';
import { checkBecause } from '../checks/because.ts';
import type { Ids } from '../checks/Ids.ts';
import { checkRound } from '../checks/rounds.ts';
import { checkTransition } from '../checks/status.ts';
import type { RoundStatusChange } from '../inputs.ts';
import { stageEvent } from '../staging/events.ts';
import { given } from '../staging/make.ts';
import type { Staging } from '../staging/Staging.ts';
import { scoreFields } from './roundRecord.ts';

/** Stages a change of a round: its status, and what the judge records with it. */
export function stageRoundStatus(staging: Staging, ids: Ids, change: RoundStatusChange): Round | undefined {
  const key = entityKey.round(change.round);
  const round = staging.get(key);
  if (round === undefined) {
    checkRound(staging, change.round, 'round');
    return undefined;
  }
  const { summary, scores, metrics } = change;
  const recorded: Round = { ...round, ...given({ summary }), ...scoreFields(scores), ...metrics };
  const late = change.status === round.status && (summary ?? scores ?? metrics) !== undefined;
  const next = late ? correct(staging, recorded, change) : move(staging, ids, recorded, change);
  if (next === undefined) return undefined;
  if (differs(round, next)) staging.put(key, next);
  stageTotal(staging, (next.score ?? 0) - (round.score ?? 0));
  return next;
}

function move(staging: Staging, ids: Ids, round: Round, change: RoundStatusChange): Round | undefined {
  const { status } = change;
  const occasion = checkBecause(staging, ids, change, '', round.round, round.round);
  if (!checkTransition(staging, 'round', round.status, status, 'status')) return undefined;
  const event = stageEvent(staging, round, status, occasion, 'status');
  if (event === undefined) return undefined;
  return {
    ...round,
    status,
    eventCount: event.seq,
    ...(status === 'completed' ? { completedAt: staging.now } : {}),
  };
}

/** A correction without a change of status has no event, and so no place for reasons: none is dropped in silence. */
function correct(staging: Staging, round: Round, change: RoundStatusChange): Round {
  for (const field of ['actors', 'reason', 'reference', 'resultId'] as const) {
    if (change[field] === undefined) continue;
    staging.fault({
      code: 'invalid_value',
      message: `The round is '${round.status}' already, so there is no event that could hold this.`,
      field,
      value: change[field],
      suggestion: 'Leave it out.',
    });
  }
  return round;
}

function differs(before: Round, after: Round): boolean {
  const fields = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after).some(([name, value]) => fields.get(name) !== value);
}

function stageTotal(staging: Staging, difference: number): void {
  if (difference === 0) return;
  const { root } = staging;
  const counted: Dialogue = { ...root, totalAlignment: root.totalAlignment + difference };
  staging.put(entityKey.dialogue(), counted);
}
