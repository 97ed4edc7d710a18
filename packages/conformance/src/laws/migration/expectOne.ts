import type { ResidenceChange, ScopedChange } from '@colloquy/core';
import type { StoreContext } from '../../kit/AdapterKit.ts';
import { answerOf } from '../../steps/HeldCall.ts';
import type { Standstill } from '../support/everyStep.ts';
import type { Moving } from './Moving.ts';

/** Of a change that stands still and one that is made meanwhile exactly one takes place, and each is told the truth. */
export async function expectOne(
  t: StoreContext,
  { call, step }: Standstill<ScopedChange>,
  one: Moving,
  first: ResidenceChange,
  second: ResidenceChange,
): Promise<void> {
  const when = `asleep at step ${step}`;
  const other = await one.port.change(one.id, second);
  const held = answerOf(await call.finish());
  t.equal([held.changed, other.changed].filter(Boolean).length, 1, 'not-one-winner', when);
  const winner = held.changed ? first : second;
  one.residence = winner.to;
  if (winner.entry !== undefined) one.follow(winner.entry);
  await one.expectStands('not-the-winner', when);
  const loser = held.changed ? other : held;
  t.equal(
    { head: loser.head, residence: loser.residence },
    { head: one.head, residence: one.residence },
    'untrue-answer',
    when,
  );
}
