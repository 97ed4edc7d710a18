/** The clauses of `docs/spec/migration.md` about the steps at one store, one line each. The document is normative. */
export const migrationStoreClauses = {
  'MG-STORE-01':
    'location: what the store is to the dialogue, by residence and log; a head that nobody signed is refused',
  'MG-STORE-02':
    'exportEncryptedBatch: log, then records, as they lie there, 99 rows and 3 MiB, each once; then the head',
  'MG-STORE-03':
    'importEncryptedBatch: all of it where it is importing under this move, nothing otherwise, and says which',
  'MG-STORE-04':
    'claim: over that residence and no other, never under a move that is aborted there; base and whole are true',
  'MG-STORE-05':
    'activate: over the migrate.out that was verified, signed, to this store; the entry there is the answer',
  'MG-STORE-06':
    'abort: of this move, or over what a claim of it would meet; never of an active dialogue or another move',
} as const;
