import type { Place } from './Place.ts';

/** What kind of access a method is; each has limits for its budget. */
export const accessClasses = [
  'none',
  'point',
  'keys',
  'page',
  'partition',
  'write',
  'index',
  'scan',
  'service',
] as const;

export type AccessClass = (typeof accessClasses)[number];

/** The text of a formula, or one for each named case. */
export type Bound = string | Readonly<Record<string, string>>;

/** The contract that stands beside a trait. */
export interface Contract {
  readonly trait: string;
  readonly place: Place;
  readonly entries: readonly ContractEntry[];
}

/** What the contract says about one method. A part that is missing or of the wrong form is a fault, and undefined here. */
export interface ContractEntry {
  readonly trait: string;
  readonly method: string;
  readonly place: Place;
  readonly keys: string | undefined;
  readonly access: AccessClass | undefined;
  /** By unit: `dynamoRequests`. */
  readonly budget: Readonly<Record<string, Bound>> | undefined;
  /** Codes that it may reject with, beside those common to its trait. */
  readonly errors: readonly string[] | undefined;
  readonly clauses: readonly string[] | undefined;
  /** Number of the decision that admits it: `0012`. */
  readonly adr: string | undefined;
  /** What is wrong with the entry, each with its place. */
  readonly faults: readonly { readonly message: string; readonly place: Place }[];
  /** Where parts stand, by name: `budget`, `budget.dynamoRequests`, `clauses`, `adr`. */
  readonly places: Readonly<Record<string, Place>>;
}
