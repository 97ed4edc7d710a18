import type { Tension } from '../entities/types.ts';
import { unresolvedTensionStatuses } from '../lifecycle/lifecycles.ts';
import type { DialogueState } from '../state/DialogueState.ts';

/** A tension's status that still counts as open: open, addressed or reopened. */
export type UnresolvedStatus = (typeof unresolvedTensionStatuses)[number];

const unresolved: ReadonlySet<string> = new Set(unresolvedTensionStatuses);

/** True for open, addressed and reopened. Whether a verdict accepts the tension plays no part. */
export function isUnresolved(status: Tension['status']): status is UnresolvedStatus {
  return unresolved.has(status);
}

/** The tensions that are now open, addressed or reopened, in the order of their ids. */
export function openTensions(state: DialogueState): readonly Tension[] {
  return state.list('tension').filter((tension) => isUnresolved(tension.status));
}
