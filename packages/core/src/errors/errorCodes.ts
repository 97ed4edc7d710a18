/**
 * Every code a {@link ColloquyError} can carry, with what it means and what to do about it.
 *
 * Codes are the contract: messages may be reworded, codes never change their meaning. Faults inside a batch carry
 * {@link ValidationCode}s of their own and arrive together under `batch_validation_failed`.
 */
export const errorCodes = {
  invalid_argument: 'An argument is malformed. Nothing was read or written; correct the call.',
  invalid_dialogue_id: 'The dialogue id is not 1 to 128 characters of [a-z0-9-] starting with a letter or digit.',
  configuration_invalid:
    'The configuration is not complete or not valid; context.faults lists every fault with its place. Nothing was opened; correct it.',
  driver_missing:
    'The package of the configured backend or key provider is not installed; context.install. Nothing was opened; install it.',
  limit_exceeded: 'The input is larger than a declared limit; context names the limit. Nothing was written.',
  batch_validation_failed: 'One or more items are not valid; context.errors lists every fault. Nothing was written.',
  dialogue_exists: 'A dialogue with this id exists already; choose another id or open that one.',
  dialogue_not_found: 'No dialogue with this id is stored here; check the id and the store.',
  dialogue_id_exhausted: 'The slug and its suffixes -2 to -99 are all taken; choose another title or an opaque id.',
  operation_mismatch: 'This operationId was used before for a different request; use a fresh one.',
  revision_conflict: 'Other writers kept winning until the retries ran out. Nothing was written; try again.',
  outcome_unknown: 'The answer to a commit was lost. It may or may not have landed; ask outcome() before repeating it.',
  integrity_error: 'What is stored is not what was written. Do not write; verify() says what and where.',
  wrong_key: 'The key does not match the one that this store was set up with; configure the right key.',
  key_missing: 'The store has data but the key is absent; restore the key. A new one is never made here.',
  key_file_unsafe:
    'A key file or its directory is a link, no file, or open to others; context.path. It was not used; secure it.',
  key_file_malformed: 'The key file is not exactly 32 raw bytes; context.path. Restore it; it was left untouched.',
  store_not_set_up: 'The store has no header yet; create its keys first. Opening never makes keys.',
  epoch_in_use: 'Dialogues are still wrapped under this epoch. Nothing was destroyed; rewrap them first.',
  key_erased: 'The dialogue was erased: its keys are gone for good, and its log says so. Nothing brings it back.',
  dialogue_moved:
    'The dialogue has left this store; context says where it went. Nothing was written; configure and use that store.',
  dialogue_moving:
    'The dialogue is on its way into this store, or a move that brought it was aborted. Nothing was written; migrate status says more, resume or cancel ends it.',
  store_retired:
    'New dialogues are made in the store that took the place of this one; context names it. Nothing was written.',
  move_refused: 'The move cannot begin or go on; context.reason says why. Nothing was written by this step.',
  move_cancelled: 'The move was cancelled, and the dialogue is at its source. A new start is a new move.',
  vault_missing: 'The store has data but the key vault is absent; restore the vault.',
  key_unavailable: 'The key service did not answer or refused; the data is untouched. Try again later.',
  audit_failed:
    'An event of the crypto audit was not recorded; context.reason says why. The result was held back, so repeat the call when the sink works.',
  backend_unavailable: 'The backend cannot be reached. The call had no effect; try again.',
  backend_busy:
    'Others held the database, or all connections to it, until the wait ran out. The call had no effect; try again.',
  backend_closed: 'The store was closed; open it again.',
  backend_error: 'The backend failed in a way this adapter does not know; see cause. The call had no effect.',
  storage_full: 'There is no space left for the write. It had no effect; free space and try again.',
  read_only: 'The database is read-only for this process; reads work, writes do not.',
  cannot_open: 'The database cannot be opened: its path or address, or the permissions there, are wrong.',
  not_a_database: 'The file is not a SQLite database. It was left untouched; check the path.',
  database_corrupt:
    'The database is damaged: pages, a truncated file, a table of ours that is gone. Restore it from a backup.',
  foreign_database:
    'The database, or its schema, belongs to another application. It was left untouched; check path and schema.',
  schema_missing: 'The database has no Colloquy schema; run setup with write access first.',
  schema_too_new: 'The schema was made by a newer release. It was left untouched; upgrade this package.',
} as const;

/** A stable, documented error code. */
export type ErrorCode = keyof typeof errorCodes;
