import type { EngineAction, EnginePlace, EngineQuery } from '@colloquy/core';

/** A call of an engine, as it goes to the process that holds it. */
export type EngineCall =
  | { readonly method: 'transact'; readonly argument: readonly EngineAction[] }
  | { readonly method: 'remove'; readonly argument: readonly EnginePlace[] }
  | { readonly method: 'read'; readonly argument: readonly EnginePlace[] }
  | { readonly method: 'partitions' }
  | { readonly method: 'partitionPage'; readonly argument: { readonly limit: number; readonly cursor?: string } }
  | { readonly method: 'query'; readonly argument: EngineQuery };

export interface EngineRequest {
  readonly number: number;
  readonly call: EngineCall;
}

export interface EngineReply {
  readonly number: number;
  readonly answer?: unknown;
  /** The message of the engine's error. */
  readonly error?: string;
}
