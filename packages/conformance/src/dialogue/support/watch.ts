import type { DialogueState, EntityKey, EntityType, EntityTypes, RecordKey, View } from '@colloquy/core';
import { anyPlanner, type Step } from './story.ts';

/** A whole state that remembers which keys were looked at. */
class WatchingView implements View {
  readonly looked = new Set<RecordKey>();
  readonly #state: DialogueState;

  constructor(state: DialogueState) {
    this.#state = state;
  }

  get<T extends EntityType>(key: EntityKey<T>): EntityTypes[T] | undefined {
    this.looked.add(key);
    return this.#state.get(key);
  }

  last(prefix: string): RecordKey | undefined {
    return this.#state.last(prefix);
  }
}

/** The keys that a write looks at when its planner is run on a state. */
export function keysLookedAt(state: DialogueState, step: Step): ReadonlySet<RecordKey> {
  const view = new WatchingView(state);
  const planner = anyPlanner(step.method);
  planner.plan(view, planner.parse(step.input), { now: '2026-01-01T00:00:00.000Z' });
  return view.looked;
}
