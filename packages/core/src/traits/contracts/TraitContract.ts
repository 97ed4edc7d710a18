import type { ErrorCode } from '../../errors/index.ts';
import type { ClauseId } from '../clauses.ts';
import type { Bound } from './Bound.ts';

/**
 * What a method reaches for, as a class. How much a class may cost at most is a rule of the project, not of the trait.
 *
 * - `none`: nothing that is stored
 * - `point`: one entity by key, or the greatest key under a prefix
 * - `keys`: so many entities by key as the caller names, at most a fixed number, as one state
 * - `page`: a bounded range of one list
 * - `partition`: all that is stored of one dialogue, or its whole log
 * - `write`: one commit, or a series of them; what it looks at is known by key, or loaded once
 * - `index`: rows of many dialogues, from an index over cleartext attributes; on analytics traits only
 * - `scan`: a bounded part of all that is stored, whosever it is; for administration only
 * - `service`: a key service
 */
export type AccessClass = 'none' | 'point' | 'keys' | 'page' | 'partition' | 'write' | 'index' | 'scan' | 'service';

/**
 * What a trait promises about one of its methods, for the reader, the reviewer and the gate. Plain data: it can be read from the source
 * without running it, so that nothing but what stands there is promised.
 *
 * @example
 * const head: MethodContract<PartitionBudget> = {
 *   keys: 'one item by dialogue',
 *   access: 'point',
 *   budget: { sqlStatements: '1', dynamoRequests: '1' },
 *   errors: [],
 *   clauses: ['PS-HEAD-01'],
 *   adr: '0012',
 * };
 */
export interface MethodContract<Budget> {
  /** Which records are touched, by which key, in words. */
  readonly keys: string;
  readonly access: AccessClass;
  /**
   * What one call costs at most, by unit: where nobody else is at work on the same, nothing is sent twice, and what is stored is not
   * damaged. Conflicts, retries and the search for damage come on top.
   */
  readonly budget: Budget;
  /** Codes that the method may reject with, beside those common to its trait. */
  readonly errors: readonly ErrorCode[];
  /** What the documents demand of it, at least one. */
  readonly clauses: readonly [ClauseId, ...ClauseId[]];
  /** Number of the decision that admitted the method. */
  readonly adr: `${number}`;
}

/** The contract of a trait: an entry for every method, or it does not compile. */
export interface TraitContract<Trait, Budget> {
  readonly trait: string;
  /** Codes that every method may reject with. */
  readonly commonErrors: readonly ErrorCode[];
  readonly methods: { readonly [M in MethodNames<Trait>]: MethodContract<Budget> };
}

/** The names of a trait's methods. */
export type MethodNames<Trait> = {
  [M in keyof Trait]-?: Trait[M] extends (...args: never[]) => unknown ? M : never;
}[keyof Trait];

/** What a call costs on each kind of backend that is counted. */
export interface PartitionBudget {
  /** Statements on a SQL backend; a transaction's BEGIN and COMMIT are not counted. */
  readonly sqlStatements: Bound;
  /** Requests on DynamoDB: one for each command that is sent, whatever it holds. */
  readonly dynamoRequests: Bound;
}

/**
 * Calls that a method makes to what it stands upon, by the name of the method there. One that is absent is not called.
 *
 * @example
 * const item: BackendCalls<PartitionStore> = { get: '1' };
 */
export type BackendCalls<Backend> = { readonly [M in MethodNames<Backend>]?: Bound };

/** Requests to a key service. */
export interface KeyBudget {
  readonly kmsRequests: Bound;
}
