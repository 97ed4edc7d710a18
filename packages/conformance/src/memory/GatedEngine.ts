import {
  ColloquyError,
  type Engine,
  type EngineAction,
  type CallOptions,
  type EngineItem,
  type EnginePage,
  type EnginePlace,
  type EngineQuery,
  type PartitionPage,
  type TransactOptions,
} from '@colloquy/core';
import type { StepFaults, StepGate } from '../steps/StepGate.ts';

const faults: StepFaults = {
  refused: () => new ColloquyError('backend_unavailable', 'The engine was not reached.'),
  lost: () => new ColloquyError('outcome_unknown', 'The answer of the engine was lost.'),
};

/** An engine each of whose calls passes a gate: one client's way to shared data. */
export class GatedEngine implements Engine {
  readonly #engine: Engine;
  readonly #gate: StepGate;

  constructor(engine: Engine, gate: StepGate) {
    this.#engine = engine;
    this.#gate = gate;
  }

  transact(actions: readonly EngineAction[], options?: TransactOptions): Promise<boolean> {
    return this.#gate.pass('write', () => this.#engine.transact(actions, options), faults);
  }

  /** Each by itself: nothing says that all of it is done before the process dies. */
  async remove(places: readonly EnginePlace[], options?: CallOptions): Promise<void> {
    for (const place of places) await this.#gate.pass('write', () => this.#engine.remove([place], options), faults);
  }

  read(places: readonly EnginePlace[], options?: CallOptions): Promise<readonly (EngineItem | undefined)[]> {
    return this.#gate.pass('read', () => this.#engine.read(places, options), faults);
  }

  partitions(): Promise<readonly string[]> {
    return this.#gate.pass('read', () => this.#engine.partitions(), faults);
  }

  partitionPage(page: { limit: number; cursor?: string }, options?: CallOptions): Promise<PartitionPage> {
    return this.#gate.pass('read', () => this.#engine.partitionPage(page, options), faults);
  }

  query(query: EngineQuery, options?: CallOptions): Promise<EnginePage> {
    return this.#gate.pass('read', () => this.#engine.query(query, options), faults);
  }
}
