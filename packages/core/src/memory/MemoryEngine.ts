import { compareAscii } from '../bytes/index.ts';
import { copyOf } from '../keyvalue/copyOf.ts';
import type {
  Engine,
  EngineAction,
  EngineCondition,
  EngineItem,
  EnginePage,
  EnginePlace,
  EngineQuery,
  EngineRow,
  PartitionPage,
} from '../keyvalue/Engine.ts';

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

  async remove(places: readonly EnginePlace[]): Promise<void> {
    for (const { partition, sort } of places) this.#partitions.get(partition)?.delete(sort);
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

  /** In byte order; the cursor is the last partition of the page before. */
  async partitionPage({ limit, cursor = '' }: { limit: number; cursor?: string }): Promise<PartitionPage> {
    const left = (await this.partitions()).filter((name) => compareAscii(name, cursor) === 1).sort(compareAscii);
    const partitions = left.slice(0, limit);
    return { partitions, cursor: left.length > limit ? partitions.at(-1) : undefined };
  }

  async query(query: EngineQuery): Promise<EnginePage> {
    const partition = this.#partitions.get(query.partition);
    if (partition === undefined) return { rows: [], next: undefined };
    const direction = query.descending === true ? 'descending' : 'ascending';
    const rows: EngineRow[] = [];
    for (const sort of partition[direction](query.prefix, query.after)) {
      if (rows.length >= query.limit) return { rows, next: rows.at(-1)?.sort };
      const item = partition.get(sort);
      if (item !== undefined) rows.push({ sort, item: copyOf(item) });
    }
    return { rows, next: undefined };
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
