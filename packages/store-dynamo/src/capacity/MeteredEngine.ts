import type {
  CallOptions,
  Engine,
  EngineAction,
  EngineItem,
  EnginePage,
  EnginePlace,
  EngineQuery,
  PartitionPage,
  PartitionsOptions,
  TransactOptions,
} from '@colloquy/core';
import { batchLimit } from '../engine.ts';
import { itemAt, type Item } from '../items.ts';
import { tableDefinition } from '../table.ts';
import { indexUnits } from './indexUnits.ts';
import { itemBytes } from './itemBytes.ts';
import { readUnits, writeUnits, type ReadKind } from './units.ts';

/** Requests by command, and what they consume of the table and its indexes. */
export interface Capacity {
  readonly requests: Readonly<Record<string, number>>;
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** A page of a query holds at most so much. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html */
const pageBytes = 1024 * 1024;

/** Counts what DynamoDB would be asked and would charge, by its documentation. It must see every write of its engine. */
export class MeteredEngine implements Engine {
  readonly #inner: Engine;
  readonly #definition = tableDefinition('table');
  readonly #items = new Map<string, Item>();
  #requests: Record<string, number> = {};
  #readUnits = 0;
  #writeUnits = 0;

  constructor(inner: Engine) {
    this.#inner = inner;
  }

  /** What was counted since the last time. */
  take(): Capacity {
    const taken = { requests: this.#requests, readUnits: this.#readUnits, writeUnits: this.#writeUnits };
    this.#requests = {};
    this.#readUnits = 0;
    this.#writeUnits = 0;
    return taken;
  }

  async transact(actions: readonly EngineAction[], options?: TransactOptions): Promise<boolean> {
    const done = await this.#inner.transact(actions, options);
    if (actions.length === 0) return done;
    const isPut = actions.length === 1 && actions[0]?.action === 'put';
    this.#count(isPut ? 'PutItem' : 'TransactWriteItems');
    for (const action of actions) this.#write(action, !isPut, done);
    return done;
  }

  async remove(places: readonly EnginePlace[], options?: CallOptions): Promise<void> {
    await this.#inner.remove(places, options);
    for (let at = 0; at < places.length; at += batchLimit) this.#count('BatchWriteItem');
    for (const name of places.map(nameOf)) {
      const before = this.#items.get(name);
      this.#writeUnits += writeUnits(itemBytes(before ?? {}), false) + indexUnits(this.#definition, before, undefined);
      this.#items.delete(name);
    }
  }

  async read(places: readonly EnginePlace[], options?: CallOptions): Promise<readonly (EngineItem | undefined)[]> {
    const items = await this.#inner.read(places, options);
    if (places.length === 0) return items;
    const isSingle = places.length === 1;
    this.#count(isSingle ? 'GetItem' : 'TransactGetItems');
    const kind: ReadKind = isSingle ? 'consistent' : 'transactional';
    for (const place of places) this.#readUnits += readUnits(itemBytes(this.#items.get(nameOf(place)) ?? {}), kind);
    return items;
  }

  async query(query: EngineQuery, options?: CallOptions): Promise<EnginePage> {
    const page = await this.#inner.query(query, options);
    let bytes = 0;
    for (const { sort } of page.rows) {
      const size = itemBytes(this.#items.get(nameOf({ partition: query.partition, sort })) ?? {});
      if (bytes + size > pageBytes) {
        this.#page(bytes);
        bytes = 0;
      }
      bytes += size;
    }
    this.#page(bytes);
    return page;
  }

  /** A scan of everything: not counted. It belongs to setup and administration. */
  async partitions(options?: PartitionsOptions): Promise<readonly string[]> {
    return this.#inner.partitions(options);
  }

  /** As {@link partitions}. */
  async partitionPage(page: { limit: number; cursor?: string }, options?: CallOptions): Promise<PartitionPage> {
    return this.#inner.partitionPage(page, options);
  }

  #count(command: string): void {
    this.#requests[command] = (this.#requests[command] ?? 0) + 1;
  }

  #page(bytes: number): void {
    this.#count('Query');
    this.#readUnits += readUnits(bytes, 'consistent');
  }

  #write(action: EngineAction, isTransactional: boolean, done: boolean): void {
    const name = nameOf(action);
    const before = this.#items.get(name);
    const after = done && action.action === 'put' ? itemAt(action, action.item) : undefined;
    const bytes = Math.max(itemBytes(before ?? {}), itemBytes(after ?? {}));
    this.#writeUnits += writeUnits(bytes, isTransactional);
    if (!done || action.action === 'check') return;
    this.#writeUnits += indexUnits(this.#definition, before, after);
    if (after === undefined) this.#items.delete(name);
    else this.#items.set(name, after);
  }
}

function nameOf({ partition, sort }: EnginePlace): string {
  return `${partition}\n${sort}`;
}
