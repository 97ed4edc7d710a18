/** The clauses of a project. */
export interface ClauseIndex {
  /** Ids in the registry. */
  readonly registered: ReadonlySet<string>;
  /** Ids in the documents. */
  readonly documented: ReadonlySet<string>;
}
