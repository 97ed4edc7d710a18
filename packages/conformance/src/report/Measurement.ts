/** One request that was made, in one line. */
export interface MeasuredRequest {
  /** What is counted: `dynamoRequests`, `sqlStatements`, `kmsRequests`, or the method of the backend that was called. */
  readonly unit: string;
  /** What it asked for, as a person reads it: `GetItem dialogue#small-10 #head`. */
  readonly request: string;
}

/**
 * How large what a call worked on was, under the names of the variables in the budgets of the contracts. Counts are of things, everything
 * named `bytes` is in bytes.
 */
export interface MeasuredSizes {
  /** Records in the dialogue. For a call that concerns no dialogue that exists: in the whole store; for a key provider its epochs. */
  readonly records: number;
  /** What is stored of them, counted so that it is never less than what a service counts. */
  readonly bytes: number;
  /** Arguments of the call and further sizes: `keys`, `changes`, `conditions`, `limit`. */
  readonly [variable: string]: number;
}

/** What one call cost. */
export interface Measurement {
  /** `PartitionStore`. */
  readonly trait: string;
  readonly method: string;
  /** The case of the budget, where the contract of the method names several: `large`. */
  readonly case?: string;
  readonly sizes: MeasuredSizes;
  /** In the order in which they were made; where several were under way at once, in the order of their text. */
  readonly requests: readonly MeasuredRequest[];
}

/** What a suite has measured. It does not judge it: the budgets are in the contracts of the traits. */
export interface Measured {
  /** Everything that was counted, also what never occurred. */
  readonly units: readonly string[];
  readonly measurements: readonly Measurement[];
}
