/** Where something stands: what an annotation in a pull request points at. */
export interface Place {
  /** Relative to the root of the project, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

/** The beginning of a file: for what is missing from it, or for a file that is missing. */
export function startOf(file: string): Place {
  return { file, line: 1, column: 1 };
}
