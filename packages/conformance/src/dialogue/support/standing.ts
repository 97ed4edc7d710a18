import type { MoveClaim, Residence } from '@colloquy/core';
import type { DialogueContext } from '../kit/DialogueFixture.ts';
import { hexText, type Json } from './crossing.ts';
import { sure } from './errors.ts';
import { portOf } from './moving.ts';
import { stateOf, type Pair, type Stop, type StopState } from './moves.ts';
import { id } from './story.ts';

/*
 * What stands at a store between two steps of a move, read past the store under test.
 */

export interface Standing extends StopState {
  readonly lock: Residence | null;
  /** What its text says; undefined where there is none. */
  readonly text: Json | undefined;
}

export async function standingAt(stop: Stop): Promise<Standing> {
  const { residence: lock } = await portOf(stop.fixture).residence(id);
  const text = lock === null ? undefined : (JSON.parse(lock.move) as Json);
  return { ...(await stateOf(stop)), lock, text };
}

/** A call that must leave a store as it was, byte for byte. */
export async function expectUntouched<T>(
  t: DialogueContext,
  stop: Stop,
  call: () => Promise<T>,
  message: string,
): Promise<T> {
  const before = await standingAt(stop);
  const answer = await call();
  t.equal(await standingAt(stop), before, 'written', message);
  return answer;
}

/** A claim by the move of this digit for a store of the pair, coming from the other one. */
export async function askedOf(pair: Pair, at: 'source' | 'target', digit: string): Promise<Omit<MoveClaim, 'over'>> {
  const { logId } = await pair.steps(pair.source).location(id);
  return { moveId: hexText(digit), source: pair[at === 'source' ? 'target' : 'source'].at, logId: sure(logId) };
}
