/** The clauses of `docs/spec/migration.md`, section 8, one line each. The document is normative. */
export const wholeStoreClauses = {
  'MG-WHOLE-01':
    'successor first, passes until one finds nothing; cancel and a move back take it out, and into the other',
  'MG-WHOLE-02':
    'at most so many at once; a failure stops only itself, but for a target that is full, read only or away',
  'MG-WHOLE-03': 'retired ones skipped; refused ones told with code, reason and what to do, damage before the claim',
  'MG-WHOLE-04': 'the journal is appended and synced per step, decides nothing, and may end in a torn line',
  'MG-WHOLE-05': 'a cut-over by the monotonic clock; by wall clocks where another process finished it',
  'MG-WHOLE-06': 'bytes and rows per second bound what is read and written; waits in cut-overs are told',
  'MG-WHOLE-07': 'a dry run checks the same and writes nothing; what changes or is unfinished is not checked',
} as const;
