import { isColloquyError, type ColloquyError } from '@colloquy/core';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { IndexQueries } from '../../src/analytics/IndexQueries.ts';
import { createCalls } from '../../src/calls.ts';
import { DynamoEngine } from '../../src/engine.ts';
import { DynamoStore } from '../../src/openStore.ts';
import { playedClient, type Play, type Sent } from './wire.ts';

export interface Played {
  readonly store: DynamoStore;
  readonly engine: DynamoEngine;
  readonly sent: Sent[];
  /** Operations sent so far, in order. */
  readonly operations: () => readonly string[];
  /** The waits between requests, which take no time here. */
  readonly waits: number[];
}

export interface PlayedOptions {
  readonly config?: DynamoDBClientConfig;
  /** What stands for chance. Default: always the most. */
  readonly random?: () => number;
  /** Runs in place of each wait. */
  readonly whileWaiting?: () => void;
}

/** A store over a client whose requests go by the play. */
export function playedStore(table: string, play: Play, options: PlayedOptions = {}): Played {
  const { config = {}, random = () => 1 - Number.EPSILON, whileWaiting } = options;
  const { client, sent } = playedClient(play, config);
  const waits: number[] = [];
  const delay = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    waits.push(milliseconds);
    if (whileWaiting !== undefined && signal === undefined) throw new Error('nobody can end this wait');
    whileWaiting?.();
    signal?.throwIfAborted();
  };
  const calls = createCalls({ place: 'the table', random, delay });
  const engine = new DynamoEngine(client, table, calls);
  const store = new DynamoStore(engine, new IndexQueries(client, table, calls), false, () => undefined);
  return { store, engine, sent, waits, operations: () => sent.map(({ operation }) => operation) };
}

/** What a call was answered with: `ok`, the code of a ColloquyError, or what else was thrown. */
export async function codeOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'ok',
    (error: unknown) => (isColloquyError(error) ? error.code : error),
  );
}

export async function errorOf(call: Promise<unknown>): Promise<ColloquyError> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (isColloquyError(error)) return error;
  throw new Error('no ColloquyError', { cause: error });
}
