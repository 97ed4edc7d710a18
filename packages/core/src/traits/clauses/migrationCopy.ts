/** The clauses of `docs/spec/migration.md` on what a move copies and reads back, one line each. The document is normative. */
export const migrationCopyClauses = {
  'MG-COPY-01':
    'a log that continues from the genesis to a signed migrate.out of the move, and the base; or not one row',
  'MG-COPY-02': 'bytes, digest and attributes of the last change, or it stops before the batch and says where',
  'MG-COPY-03': 'a record that is missing at the source, or that no entry wrote, stops the copy too',
  'MG-COPY-04': 'read back whole, log and records; one repair; what differs after it is refused',
  'MG-COPY-05': 'two batches and one window of keys in memory; one pass over the log for each window',
  'MG-COPY-06': 'of a tail what came behind the base; where the records of the base are gone, all of them',
} as const;
