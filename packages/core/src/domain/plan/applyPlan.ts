import type { RecordKey } from '../../address/RecordKey.ts';
import { keyOfEntity } from '../entities/entityKeys.ts';
import type { Entity } from '../entities/types.ts';
import { DialogueState } from '../state/DialogueState.ts';

/**
 * The state after a plan: its entities put over those of the state. The given state stays as it is.
 *
 * @example
 * const { puts } = planners.createDialogue.plan(new DialogueState([]), { title: 'Parity' }, { now: '2026-01-01T00:00:00.000Z' });
 * applyPlan(new DialogueState([]), puts).list('dialogue').length; // 1
 */
export function applyPlan(state: DialogueState, puts: readonly Entity[]): DialogueState {
  const entities = new Map<RecordKey, Entity>(state.entries());
  for (const entity of puts) entities.set(keyOfEntity(entity), entity);
  return new DialogueState(entities);
}
