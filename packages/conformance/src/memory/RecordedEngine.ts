import type {
  CallOptions,
  Engine,
  EngineAction,
  EngineItem,
  EnginePage,
  EnginePlace,
  EngineQuery,
  EngineRow,
  PartitionPage,
  TransactOptions,
} from '@colloquy/core';
import { valueBytes } from '../measure/storedBytes.ts';

/** Items of one BatchWriteItem. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const batchLimit = 25;

/** Bytes of a page of a Query. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html */
const pageBytes = 1_000_000;

/** An engine each of whose calls is told as what DynamoDB would be asked: its answers end where pages end there. */
export class RecordedEngine implements Engine {
  readonly #engine: Engine;
  readonly #record: (request: string) => void;

  constructor(engine: Engine, record: (request: string) => void) {
    this.#engine = engine;
    this.#record = record;
  }

  async transact(actions: readonly EngineAction[], options?: TransactOptions): Promise<boolean> {
    const isPut = actions.length === 1 && actions[0]?.action === 'put';
    if (actions.length > 0) this.#record(`${isPut ? 'PutItem' : 'TransactWriteItems'} ${placesText(actions)}`);
    return this.#engine.transact(actions, options);
  }

  async remove(places: readonly EnginePlace[], options?: CallOptions): Promise<void> {
    for (let at = 0; at < places.length; at += batchLimit) {
      const batch = places.slice(at, at + batchLimit);
      this.#record(`BatchWriteItem ${placesText(batch)}`);
      await this.#engine.remove(batch, options);
    }
  }

  async read(places: readonly EnginePlace[], options?: CallOptions): Promise<readonly (EngineItem | undefined)[]> {
    if (places.length > 0)
      this.#record(`${places.length === 1 ? 'GetItem' : 'TransactGetItems'} ${placesText(places)}`);
    return this.#engine.read(places, options);
  }

  async query(query: EngineQuery, options?: CallOptions): Promise<EnginePage> {
    const { partition, prefix, after } = query;
    this.#record(`Query ${partition} ${prefix}*${after === undefined ? '' : ` after ${after}`}`);
    return firstPage(await this.#engine.query(query, options));
  }

  /** One Scan, though DynamoDB would be asked for one page after another. */
  async partitions(options?: CallOptions): Promise<readonly string[]> {
    this.#record('Scan');
    return this.#engine.partitions(options);
  }

  async partitionPage(page: { limit: number; cursor?: string }, options?: CallOptions): Promise<PartitionPage> {
    this.#record(`Scan${page.cursor === undefined ? '' : ' from a cursor'}`);
    return this.#engine.partitionPage(page, options);
  }
}

function placesText(places: readonly EnginePlace[]): string {
  const [first, ...more] = places.map(({ partition, sort }) => `${partition} ${sort}`);
  return more.length === 0 ? (first ?? '') : `${places.length} items: ${first ?? ''} to ${more.at(-1) ?? ''}`;
}

/** As many rows as a page holds, at least one. */
function firstPage({ rows, next }: EnginePage): EnginePage {
  const page: EngineRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    bytes += row.sort.length + valueBytes(row.item);
    if (bytes > pageBytes && page.length > 0) return { rows: page, next: page.at(-1)?.sort };
    page.push(row);
  }
  return { rows: page, next };
}
