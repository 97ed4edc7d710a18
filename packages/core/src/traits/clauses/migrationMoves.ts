/** The clauses of `docs/spec/migration.md` about the move itself, one line each. The document is normative. */
export const migrationMoveClauses = {
  'MG-MOVE-01':
    'each step has its precondition, effect and repetition; after any death start goes on and cancel ends it',
  'MG-MOVE-02': 'at every moment at most one store is active; between leaving and arriving none is',
  'MG-MOVE-03':
    'what was acknowledged at the source is at the target, byte for byte; until it left, the source is as it was',
  'MG-MOVE-04': 'two movers at one target are one move; of two targets the first that was left for goes on: other_move',
  'MG-MOVE-05': 'a lost answer is decided by the same call again, then by what stands there; a move id is drawn once',
  'MG-MOVE-06':
    'a source that left under a dead move is opened again: move_cancelled; claimed again only over a restore',
  'MG-MOVE-07': 'a log that knows the end of a move is not left by it again',
  'MG-CANCEL-01': 'an active target cannot be cancelled: completed; an aborted one cannot be resumed: move_cancelled',
  'MG-CANCEL-02':
    'the source is opened again only after the move was seen dead at the target, with its records as they were',
  'MG-CANCEL-03': 'abandoning says so in the log, and is refused where the register knows the arrival, unless accepted',
  'MG-PURGE-01': 'a purge leaves head, log and log roots, and ends where another began it',
  'MG-PURGE-02': 'without a store that holds the dialogue, whole and by this move, nothing is purged: not_there',
  'MG-PURGE-03': 'the answer says what databases keep of deleted rows',
  'MG-REGISTER-01':
    'migrate.out is in the register before anything is copied; migrate.cancel before the source is open',
} as const;
