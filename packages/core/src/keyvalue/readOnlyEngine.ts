import { ColloquyError } from '../errors/index.ts';
import type { Engine } from './Engine.ts';

export function readOnlyError(): ColloquyError {
  return new ColloquyError('read_only', 'This store was opened read-only. Reads work, writes do not.');
}

/** The same data, for reading only. */
export function readOnlyEngine(engine: Engine): Engine {
  const refuse = async (): Promise<never> => {
    throw readOnlyError();
  };
  return {
    read: (places, options) => engine.read(places, options),
    query: (query, options) => engine.query(query, options),
    partitions: (options) => engine.partitions(options),
    partitionPage: (page, options) => engine.partitionPage(page, options),
    transact: refuse,
    remove: refuse,
  };
}
