import type { DialogueState } from '../state/DialogueState.ts';

/** Per tension the ids of the verdicts that accept it as unresolved, in key order. */
export function acceptedTensions(state: DialogueState): ReadonlyMap<string, readonly string[]> {
  const accepted = new Map<string, string[]>();
  for (const verdict of state.list('verdict')) {
    for (const tension of new Set(verdict.tensionsAccepted)) {
      const verdicts = accepted.get(tension);
      if (verdicts === undefined) accepted.set(tension, [verdict.id]);
      else verdicts.push(verdict.id);
    }
  }
  return accepted;
}
