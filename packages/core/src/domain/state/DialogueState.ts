import { compareAscii } from '../../bytes/index.ts';
import { typeOfKey, type RecordKey } from '../../address/RecordKey.ts';
import type { Entity, EntityTypes } from '../entities/types.ts';
import type { EntityType } from '../enumerations.ts';
import type { EntityKey } from '../ids/entityKey.ts';
import type { View } from '../plan/View.ts';

function inOrder(entities: ReadonlyMap<RecordKey, Entity>, keys: readonly RecordKey[]): ReadonlyMap<RecordKey, Entity> {
  const sorted = new Map<RecordKey, Entity>();
  for (const key of keys) {
    const entity = entities.get(key);
    if (entity !== undefined) sorted.set(key, entity);
  }
  return sorted;
}

/**
 * A whole dialogue in memory: every entity by key, each type in key order. Immutable; every read-side figure of the domain is a
 * pure function over it.
 */
export class DialogueState implements View {
  readonly #entities: ReadonlyMap<RecordKey, Entity>;
  readonly #keys: readonly RecordKey[];
  #lists: Map<EntityType, readonly Entity[]> | undefined;

  constructor(entities: Iterable<readonly [RecordKey, Entity]>) {
    const given = new Map(entities);
    const keys = [...given.keys()];
    // A load comes in key order, so there is nothing to sort as a rule.
    const isSorted = keys.every((key, at) => at === 0 || compareAscii(keys[at - 1] ?? '', key) === -1);
    this.#keys = isSorted ? keys : keys.sort(compareAscii);
    this.#entities = isSorted ? given : inOrder(given, keys);
  }

  /** Number of entities. */
  get size(): number {
    return this.#entities.size;
  }

  get<T extends EntityType>(key: EntityKey<T>): EntityTypes[T] | undefined {
    // The key's type parameter says the entity's type: both come from the same declaration.
    return this.#entities.get(key) as EntityTypes[T] | undefined;
  }

  last(prefix: string): RecordKey | undefined {
    return this.#keys.findLast((key) => key.startsWith(prefix));
  }

  /** All entities of one type, in key order. */
  list<T extends EntityType>(type: T): readonly EntityTypes[T][] {
    this.#lists ??= this.#group();
    return (this.#lists.get(type) ?? []) as readonly EntityTypes[T][];
  }

  /** Every key and entity, in key order. */
  entries(): IterableIterator<readonly [RecordKey, Entity]> {
    return this.#entities.entries();
  }

  #group(): Map<EntityType, readonly Entity[]> {
    const groups = new Map<EntityType, Entity[]>();
    for (const [key, entity] of this.#entities) {
      const type = typeOfKey(key) as EntityType;
      const group = groups.get(type);
      if (group === undefined) groups.set(type, [entity]);
      else group.push(entity);
    }
    return groups;
  }
}
