import type { RecordKey } from '../address/RecordKey.ts';
import type { Entity, EntityTypes } from '../domain/entities/types.ts';
import type { EntityType } from '../domain/enumerations.ts';
import type { EntityKey } from '../domain/ids/entityKey.ts';
import type { View } from '../domain/plan/View.ts';

/** Thrown through a planner that looked at something not yet read. Caught by the writer alone. */
export class NotReadYet extends Error {
  readonly keys: readonly RecordKey[];
  readonly prefixes: readonly string[];

  constructor(keys: readonly RecordKey[], prefixes: readonly string[]) {
    super('A planner looked at something that was not read.');
    this.keys = keys;
    this.prefixes = prefixes;
  }
}

/** A view over what was read so far; remembers every key that was looked at, for the commit's checks. */
export class PartialView implements View {
  readonly looked = new Set<RecordKey>();
  readonly #entities: ReadonlyMap<RecordKey, Entity | undefined>;
  readonly #lasts: ReadonlyMap<string, RecordKey | undefined>;

  constructor(entities: ReadonlyMap<RecordKey, Entity | undefined>, lasts: ReadonlyMap<string, RecordKey | undefined>) {
    this.#entities = entities;
    this.#lasts = lasts;
  }

  get<T extends EntityType>(key: EntityKey<T>): EntityTypes[T] | undefined {
    if (!this.#entities.has(key)) throw new NotReadYet([key], []);
    this.looked.add(key);
    // The key's type parameter says the entity's type: both come from the same declaration.
    return this.#entities.get(key) as EntityTypes[T] | undefined;
  }

  last(prefix: string): RecordKey | undefined {
    if (!this.#lasts.has(prefix)) throw new NotReadYet([], [prefix]);
    return this.#lasts.get(prefix);
  }
}

/**
 * A view over a whole state that remembers every key that was looked at. Numbers of what is lost stay taken: `last` counts every key that
 * has a record, also one with nothing in it.
 */
export class WatchedView implements View {
  readonly looked = new Set<RecordKey>();
  readonly #view: View;
  readonly #taken: readonly RecordKey[];

  /** @param taken the keys of all records, in key order */
  constructor(view: View, taken: readonly RecordKey[]) {
    this.#view = view;
    this.#taken = taken;
  }

  get<T extends EntityType>(key: EntityKey<T>): EntityTypes[T] | undefined {
    this.looked.add(key);
    return this.#view.get(key);
  }

  last(prefix: string): RecordKey | undefined {
    return this.#taken.findLast((key) => key.startsWith(prefix));
  }
}
