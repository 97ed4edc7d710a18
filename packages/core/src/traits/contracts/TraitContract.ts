import type { ErrorCode } from '../../errors/index.ts';
import type { ClauseId } from '../clauses.ts';

/** What one call of a trait method may cost a backend, at most, without contention. */
export interface PartitionBudget {
  /** Statements on a SQL backend; a transaction's BEGIN and COMMIT are not counted. */
  readonly sqlStatements: string;
  /** Requests on DynamoDB. */
  readonly dynamoRequests: string;
}

/** What a trait promises about one of its methods, for the reader, the reviewer and the gate. */
export interface MethodContract<Budget> {
  /** Which records are touched, by which key. */
  readonly access: string;
  readonly budget: Budget;
  /** Codes that the method may reject with, beside those common to its trait. */
  readonly errors: readonly ErrorCode[];
  readonly clauses: readonly ClauseId[];
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
