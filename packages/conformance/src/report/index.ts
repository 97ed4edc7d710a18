/** One measured call of a trait method. */
export interface Measurement {
  readonly trait: string;
  readonly method: string;
  /** Of the cases that the budget names; absent where it names none. */
  readonly case?: string;
  /** Values of the variables of the budget, and `records` in the dialogue. */
  readonly sizes: Readonly<Record<string, number>>;
  readonly requests: readonly { readonly unit: string; readonly request: string }[];
}

/** SHA-256 over all files below a path. */
export declare function sourcesDigest(root: string, path: string): string;
