import { compareAscii } from '../bytes/index.ts';
import { copyOf } from './copyOf.ts';

/** What an engine stores under a partition and a sort key. */
export type EngineItem = Readonly<Record<string, unknown>>;

/** A condition on the item that stands at a place. */
export type EngineCondition =
  | { readonly kind: 'absent' }
  /** The item exists and these fields have these values; `undefined` asks for a field to be absent. */
  | { readonly kind: 'fields'; readonly fields: Readonly<Record<string, unknown>> };

/** One step of an atomic transaction. */
export type EngineAction =
  | {
      readonly action: 'put';
      readonly partition: string;
      readonly sort: string;
      readonly item: EngineItem;
      readonly condition?: EngineCondition;
    }
  | { readonly action: 'check'; readonly partition: string; readonly sort: string; readonly condition: EngineCondition }
  | { readonly action: 'delete'; readonly partition: string; readonly sort: string };

export interface EnginePlace {
  readonly partition: string;
  readonly sort: string;
}

export interface EngineQuery {
  readonly partition: string;
  /** Only sort keys that start with it. */
  readonly prefix: string;
  /** Only sort keys greater than it: the last one of the page before. */
  readonly after?: string;
  /** At most so many. */
  readonly limit: number;
  readonly descending?: boolean;
}

export interface EngineRow {
  readonly sort: string;
  readonly item: EngineItem;
}

/**
 * The primitives under the in-memory backend: the few that a key-value service with small transactions offers. Every call is atomic
 * by itself, and nothing is atomic across two calls, so what stands on it has to be right on such a service.
 */
export interface Engine {
  /** All actions or none; false when a condition does not hold. Places are distinct. */
  transact(actions: readonly EngineAction[]): Promise<boolean>;
  /** The items at these places as of one moment; undefined where there is none. */
  read(places: readonly EnginePlace[]): Promise<readonly (EngineItem | undefined)[]>;
  /** One page of a partition, in byte order of the sort keys. */
  query(query: EngineQuery): Promise<readonly EngineRow[]>;
  /** The partitions that hold anything. For setup and administration. */
  partitions(): Promise<readonly string[]>;
}

function holds(condition: EngineCondition, item: EngineItem | undefined): boolean {
  if (condition.kind === 'absent') return item === undefined;
  if (item === undefined) return false;
  return Object.entries(condition.fields).every(([name, value]) => item[name] === value);
}

/** A partition: its items, and its sort keys in byte order. */
class Partition {
  readonly #items = new Map<string, EngineItem>();
  readonly #keys: string[] = [];

  get(sort: string): EngineItem | undefined {
    return this.#items.get(sort);
  }

  isEmpty(): boolean {
    return this.#items.size === 0;
  }

  put(sort: string, item: EngineItem): void {
    if (!this.#items.has(sort)) this.#keys.splice(this.#lowerBound(sort), 0, sort);
    this.#items.set(sort, item);
  }

  delete(sort: string): void {
    if (this.#items.delete(sort)) this.#keys.splice(this.#lowerBound(sort), 1);
  }

  *ascending(prefix: string, after: string | undefined): Generator<string> {
    const from = after !== undefined && compareAscii(after, prefix) === 1 ? after : prefix;
    for (let i = this.#lowerBound(from); i < this.#keys.length; i++) {
      const sort = this.#keys[i] ?? '';
      if (!sort.startsWith(prefix)) return;
      if (sort !== after) yield sort;
    }
  }

  *descending(prefix: string, after: string | undefined): Generator<string> {
    // DEL is above every byte of a sort key, so this is the place behind the last key with the prefix.
    for (let i = this.#lowerBound(after ?? `${prefix}\x7f`) - 1; i >= 0; i--) {
      const sort = this.#keys[i] ?? '';
      if (!sort.startsWith(prefix)) return;
      yield sort;
    }
  }

  /** Index of the first key that is not below `sort`. */
  #lowerBound(sort: string): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareAscii(this.#keys[middle] ?? '', sort) === -1) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The engine itself: maps, copies in and out. No method gives way before its end, so each is atomic. */
export class MemoryEngine implements Engine {
  readonly #partitions = new Map<string, Partition>();

  async transact(actions: readonly EngineAction[]): Promise<boolean> {
    const all = actions.every(
      (action) =>
        action.action === 'delete' ||
        action.condition === undefined ||
        holds(action.condition, this.#partitions.get(action.partition)?.get(action.sort)),
    );
    if (all) for (const action of actions) this.#apply(action);
    return all;
  }

  async read(places: readonly EnginePlace[]): Promise<readonly (EngineItem | undefined)[]> {
    return places.map(({ partition, sort }) => {
      const item = this.#partitions.get(partition)?.get(sort);
      return item === undefined ? undefined : copyOf(item);
    });
  }

  async partitions(): Promise<readonly string[]> {
    return [...this.#partitions].filter(([, partition]) => !partition.isEmpty()).map(([name]) => name);
  }

  async query(query: EngineQuery): Promise<readonly EngineRow[]> {
    const partition = this.#partitions.get(query.partition);
    if (partition === undefined) return [];
    const direction = query.descending === true ? 'descending' : 'ascending';
    const rows: EngineRow[] = [];
    for (const sort of partition[direction](query.prefix, query.after)) {
      if (rows.length >= query.limit) break;
      const item = partition.get(sort);
      if (item !== undefined) rows.push({ sort, item: copyOf(item) });
    }
    return rows;
  }

  #apply(action: EngineAction): void {
    if (action.action === 'check') return;
    let partition = this.#partitions.get(action.partition);
    if (partition === undefined) {
      partition = new Partition();
      this.#partitions.set(action.partition, partition);
    }
    if (action.action === 'delete') partition.delete(action.sort);
    else partition.put(action.sort, copyOf(action.item));
  }
}
