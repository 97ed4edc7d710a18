import type { RecordKey } from '../../../address/RecordKey.ts';
import { ColloquyError } from '../../../errors/index.ts';
import { limits } from '../../../limits.ts';
import type { Dialogue, Entity, EntityTypes } from '../../entities/types.ts';
import type { EntityType } from '../../enumerations.ts';
import { present } from '../../fields/present.ts';
import { entityKey, type EntityKey } from '../../ids/entityKey.ts';
import { Faults, type Fault } from '../../validation/Fault.ts';
import type { Plan } from '../Planner.ts';
import type { View } from '../View.ts';
import { lastSequence, sequencePrefix } from './sequence.ts';

/**
 * The state that a plan is about to make: the view with the plan's own entities over it, and the faults found on the way. A plan
 * with a fault is never handed out, so that steps may stage what is right although something else is wrong.
 */
export class Staging {
  readonly faults = new Faults();
  /** The instant of the commit. */
  readonly now: string;
  readonly #view: View;
  readonly #staged = new Map<RecordKey, Entity>();
  readonly #announced = new Set<RecordKey>();
  readonly #doubtful = new Set<RecordKey>();
  readonly #sequences = new Map<string, number>();

  constructor(view: View, now: string) {
    this.#view = view;
    this.now = now;
  }

  /**
   * For every write but the first: there must be a dialogue.
   *
   * @throws ColloquyError `dialogue_not_found`
   */
  static of(view: View, now: string): Staging {
    const staging = new Staging(view, now);
    if (staging.root.type !== 'dialogue') throw new Error('the root is not a dialogue');
    return staging;
  }

  /** @throws ColloquyError `dialogue_not_found` */
  get root(): Dialogue {
    const root = this.get(entityKey.dialogue());
    if (root === undefined) {
      throw new ColloquyError(
        'dialogue_not_found',
        'No dialogue with this id is stored here. Create it first, or check the id.',
      );
    }
    return root;
  }

  /** The entity as this plan leaves it. */
  get<T extends EntityType>(key: EntityKey<T>): EntityTypes[T] | undefined {
    return this.staged(key) ?? this.#view.get(key);
  }

  /** The entity as this plan found it. */
  stored<T extends EntityType>(key: EntityKey<T>): EntityTypes[T] | undefined {
    return this.#view.get(key);
  }

  /** The entity only if this plan puts it. */
  staged<T extends EntityType>(key: EntityKey<T>): EntityTypes[T] | undefined {
    // The key's type parameter says the entity's type: `put` takes no other.
    return this.#staged.get(key) as EntityTypes[T] | undefined;
  }

  put<T extends EntityType>(key: EntityKey<T>, entity: EntityTypes[T]): void {
    // Every type's entity is one of the union; the compiler does not see it through the type parameter.
    this.#staged.set(key, entity as Entity);
  }

  /** Says that the batch means to register this entity, so that nobody reports it as missing if it turns out to be faulty. */
  announce(key: EntityKey): void {
    this.#announced.add(key);
  }

  /** True when the dialogue or the batch has the entity, faulty or not. */
  has(key: EntityKey): boolean {
    return this.#announced.has(key) || this.get(key) !== undefined;
  }

  /** Says that a change of this entity was refused, so that its status cannot be known. */
  doubt(key: EntityKey): void {
    this.#doubtful.add(key);
  }

  isDoubtful(key: EntityKey): boolean {
    return this.#doubtful.has(key);
  }

  /**
   * The next free number of a sequence, 1 to 99; undefined when none is left. Each call gives another one.
   *
   * @param keyOf the key of a number; keys of one sequence differ in their last two digits only.
   */
  next(keyOf: (seq: number) => EntityKey): number | undefined {
    const prefix = sequencePrefix(keyOf(1));
    let seq = (this.#sequences.get(prefix) ?? lastSequence(this.#view.last(prefix))) + 1;
    // The last key is a hint and may be old: only `get` knows what is free.
    while (seq <= limits.maxSequence && this.get(keyOf(seq)) !== undefined) seq += 1;
    this.#sequences.set(prefix, seq);
    return seq <= limits.maxSequence ? seq : undefined;
  }

  /** Adds a fault; its value is shown, not kept. */
  fault(fault: Fault): void {
    this.faults.add(fault.value === undefined ? fault : { ...fault, value: present(fault.value) });
  }

  /**
   * The plan.
   *
   * @throws ColloquyError `batch_validation_failed` when there is any fault
   */
  plan<Result>(result: Result | undefined): Plan<Result> {
    this.faults.throwIfAny();
    if (result === undefined) throw new Error('a step staged nothing and found no fault');
    return { puts: [...this.#staged.values()], result };
  }
}
