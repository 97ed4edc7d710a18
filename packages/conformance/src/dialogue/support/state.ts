import { encodeEntity, type DialogueId, type DialogueState, type DialogueStore } from '@colloquy/core';
import type { RawProbe } from '../../kit/RawProbe.ts';
import type { Verifier } from '../../suite/Verifier.ts';
import { canonical } from './spec.ts';

/** A state as one text per key: equal texts, equal states. */
export function textOf(state: DialogueState): string {
  return [...state.entries()].map(([key, entity]) => `${key} ${canonical(encodeEntity(entity))}`).join('\n');
}

/** Everything that is stored of a dialogue; what marks unfinished commits is physical and left out. */
export async function dumpOf(probe: RawProbe, dialogue: DialogueId): Promise<unknown> {
  const { head, log, records } = await probe.rows(dialogue);
  return { head, log, records };
}

/** The first line in which two texts differ, for messages. */
export function firstDifference(actual: string, expected: string): string {
  const [a, b] = [actual.split('\n'), expected.split('\n')];
  const at = a.findIndex((line, index) => line !== b[index]);
  const index = at === -1 ? a.length : at;
  return `line ${index + 1}: ${(a[index] ?? 'nothing').slice(0, 300)} instead of ${(b[index] ?? 'nothing').slice(0, 300)}`;
}

/** The two states must hold the same entities. */
export function expectSameState(
  t: Verifier,
  actual: DialogueState,
  expected: DialogueState,
  reason: string,
  message = '',
): void {
  const [a, b] = [textOf(actual), textOf(expected)];
  if (a !== b) throw t.violation(reason, { message: `${message} ${firstDifference(a, b)}` });
}

/** A fresh instance finds nothing wrong: everything that is stored is what the log says. */
export async function expectSound(
  t: Verifier,
  store: DialogueStore,
  dialogue: DialogueId,
  reason: string,
): Promise<void> {
  const { ok, findings } = await store.verify(dialogue);
  t.check(ok, reason, { message: 'verify', actual: findings });
}
