import type { Move } from '../../entities/types.ts';
import { entityKey } from '../../ids/entityKey.ts';
import { given, makeEntity } from '../staging/make.ts';
import type { Staging } from '../staging/Staging.ts';

/** The number of the one convergence signal of an expert in a round; other moves begin with 1. */
const signalSequence = 0;

/** The key of an expert's convergence signal: fixed, so that signalling twice is signalling once. */
export function signalKey(round: number, expert: string) {
  return entityKey.move(round, expert, signalSequence);
}

/** Stages the convergence signal of an expert who was checked; a signal that is there already stays as it is. */
export function stageSignal(staging: Staging, round: number, expert: string, context?: string): Move {
  const key = signalKey(round, expert);
  const earlier = staging.get(key);
  if (earlier !== undefined) return earlier;
  const move = makeEntity('move', key, {
    moveType: 'converge',
    createdAt: staging.now,
    targets: [],
    ...given({ context }),
  });
  staging.put(key, move);
  return move;
}
