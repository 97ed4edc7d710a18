/** The clauses of `docs/spec/migration.md` about boundary entries and those who read and write beside them, one line each. The document is normative. */
export const boundaryClauses = {
  'MG-ENTRY-01': 'header, body and auth of a boundary entry have one form; a signature is under no other kind',
  'MG-ENTRY-02': 'what repeats the entry before is equal to it; dialogue, tenant and log are those of the log',
  'MG-ENTRY-03': 'out follows anything but out, from where the dialogue is; in and cancel follow out of the same move',
  'MG-ENTRY-04': 'the signature verifies under the pinned mover key with its key id; no two have one key id',
  'MG-ENTRY-05': 'a key holder recomputes the tag of a boundary entry as of every other',
  'MG-READ-01': 'a boundary head is believed by signature, links and the MAC of entry tagOf; one log request per head',
  'MG-READ-02': 'a head that places the dialogue elsewhere is refused: misplaced',
  'MG-READ-03': 'whether a root may be lacking is told by the kind of entry tagOf',
  'MG-CHAIN-01': 'verifyChainContinuity: from log and head alone, the first break, the location, the boundary entries',
  'MG-ANSWER-02': 'dialogue_moved and dialogue_moving: nothing was written; which move, which store, what to do',
  'MG-ANSWER-03':
    'a read of a moved dialogue answers and tells so, once per head; or refuses, where that is configured',
  'MG-ANSWER-04': 'a writer that meets migrate.out stops, and does not try again; a handle is told at refresh',
  'MG-ANSWER-05': 'key_erased comes before dialogue_moved; an id that is moved or moving is taken',
  'MG-ANSWER-06': 'behind migrate.out core refuses writes also where no residence stands',
} as const;
