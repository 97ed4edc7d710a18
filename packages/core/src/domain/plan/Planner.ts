import type { Json } from '../../bytes/index.ts';
import type { Entity } from '../entities/types.ts';
import type { Reads, View } from './View.ts';

export interface PlanContext {
  /** The instant of the commit, `YYYY-MM-DDTHH:MM:SS.sssZ`. */
  readonly now: string;
}

/** What a write comes to: the entities to put (new or replaced, each key once) and what the caller is told. */
export interface Plan<Result> {
  /** Empty when the write would change nothing: then nothing is committed. */
  readonly puts: readonly Entity[];
  readonly result: Result;
}

/**
 * A write of the domain, pure: given an input and a view, it either plans the new entities or throws
 * `batch_validation_failed` with every fault. It is run again from the start when another writer was first.
 */
export interface Planner<Input, Result> {
  /** Short name for the log entry's `kind`, `[a-z][a-z.-]*`, for example `register-round`. */
  readonly kind: string;
  /**
   * Checks the shape of untrusted input: types, enumerations, limits, text; returns a private copy. A planner of whole batches may
   * keep the faults it finds in what it returns and throw them from `plan`, together with those of the later stages.
   *
   * @throws ColloquyError `batch_validation_failed`
   */
  parse(input: unknown): Input;
  /** The request as plain JSON, when the parsed input is more than that. Equal requests give equal JSON. */
  requestOf?(input: Input): Json;
  /** What `plan` will look at. Input is parsed. */
  reads(input: Input): Reads;
  plan(view: View, input: Input, context: PlanContext): Plan<Result>;
}
