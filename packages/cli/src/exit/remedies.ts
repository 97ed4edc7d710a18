import type { ErrorCode } from '@colloquy/core';
import type { ExitName } from './exitCodes.ts';

/** What a person is told of an error beside its message. */
export interface Remedy {
  readonly exit: ExitName;
  /** What was not touched. */
  readonly untouched: string;
  /** What to do now, in words of this command. */
  readonly next: string;
}

const nothingWritten = 'Nothing was written.';
const nothingRead = 'Nothing was read or written.';
const asItWas = 'The data is as it was.';
const seriesStands = 'What earlier commits wrote stands; this one wrote nothing.';

/** Every code of an error, with how the command ends and what to do. */
export const remedies: Readonly<Record<ErrorCode, Remedy>> = {
  invalid_argument: { exit: 'usage', untouched: nothingWritten, next: 'Correct the call; --help shows how.' },
  invalid_dialogue_id: {
    exit: 'usage',
    untouched: nothingRead,
    next: 'Give an id of a-z, 0-9 and -; `colloquy list` shows those that exist.',
  },
  configuration_invalid: {
    exit: 'configuration',
    untouched: nothingRead,
    next: 'Correct the file or the variable; `colloquy init --help` shows how a configuration begins, and `colloquy keys pin-mover` adds the key of a mover.',
  },
  driver_missing: { exit: 'configuration', untouched: nothingRead, next: 'Install what the message names.' },
  limit_exceeded: {
    exit: 'refused',
    untouched: nothingWritten,
    next: 'Make the input smaller; the message names the limit.',
  },
  batch_validation_failed: {
    exit: 'refused',
    untouched: nothingWritten,
    next: 'Correct every fault above, then call again.',
  },
  dialogue_exists: {
    exit: 'refused',
    untouched: 'What is stored under the id is as it was.',
    next: 'Choose another id with --id, or look at the one that is there: `colloquy show`.',
  },
  dialogue_not_found: {
    exit: 'refused',
    untouched: nothingWritten,
    next: '`colloquy list` shows what is stored here.',
  },
  dialogue_id_exhausted: { exit: 'refused', untouched: nothingWritten, next: 'Choose an id with --id.' },
  operation_mismatch: { exit: 'refused', untouched: nothingWritten, next: 'Use another operation id.' },
  revision_conflict: { exit: 'unavailable', untouched: seriesStands, next: 'Call again: others were writing.' },
  outcome_unknown: {
    exit: 'unknown',
    untouched: 'The last commit has landed whole, or not at all.',
    next: 'Call again: what landed is found, and what did not is written. `colloquy show` tells what stands there.',
  },
  integrity_error: {
    exit: 'damage',
    untouched: nothingWritten,
    next: 'Do not write. `colloquy verify` says what and where; after a restore, `colloquy doctor`.',
  },
  wrong_key: { exit: 'keys', untouched: asItWas, next: 'Configure the key that this store was set up with.' },
  key_missing: {
    exit: 'keys',
    untouched: asItWas,
    next: 'Restore the key from its backup, or correct `keys` in the configuration. A new one would open nothing.',
  },
  key_file_unsafe: {
    exit: 'keys',
    untouched: 'The key file was not used.',
    next: 'Secure the path that the message names.',
  },
  key_file_malformed: {
    exit: 'keys',
    untouched: 'The key file was left as it is.',
    next: 'Restore it from its backup: 32 raw bytes.',
  },
  store_not_set_up: { exit: 'keys', untouched: asItWas, next: '`colloquy init` makes the keys of a new store.' },
  epoch_in_use: {
    exit: 'refused',
    untouched: 'Nothing was destroyed.',
    next: '`colloquy keys rewrap --all`, then again.',
  },
  key_erased: { exit: 'refused', untouched: nothingWritten, next: 'Nothing brings it back. Its log still verifies.' },
  dialogue_moved: {
    exit: 'refused',
    untouched: nothingWritten,
    next: 'Configure the store that the message names, and call again.',
  },
  dialogue_moving: {
    exit: 'unavailable',
    untouched: nothingWritten,
    next: '`colloquy migrate status` says how far the move is; `resume` or `cancel` ends it.',
  },
  store_retired: {
    exit: 'refused',
    untouched: nothingWritten,
    next: 'Configure the store that the message names; new dialogues are made there.',
  },
  move_refused: {
    exit: 'refused',
    untouched: 'This step wrote nothing, and the dialogue is where it was.',
    next: '`colloquy migrate status` says what both stores hold.',
  },
  move_cancelled: {
    exit: 'refused',
    untouched: 'The dialogue is at its source.',
    next: '`colloquy migrate start` begins a new move.',
  },
  vault_missing: {
    exit: 'keys',
    untouched: asItWas,
    next: 'Restore the vault, or correct `keys` in the configuration.',
  },
  key_unavailable: {
    exit: 'unavailable',
    untouched: asItWas,
    next: 'Call again when the key service or the file can be reached.',
  },
  audit_failed: {
    exit: 'storage',
    untouched: 'The result was held back; a commit before it may have landed.',
    next: 'Make the audit file writable again, one process to a file, then call again.',
  },
  backend_unavailable: {
    exit: 'unavailable',
    untouched: seriesStands,
    next: 'Check network and server, then call again.',
  },
  backend_busy: { exit: 'unavailable', untouched: seriesStands, next: 'Call again, or look who holds the database.' },
  backend_closed: {
    exit: 'defect',
    untouched: nothingWritten,
    next: 'This is a fault of the program; please report it.',
  },
  backend_error: {
    exit: 'storage',
    untouched: seriesStands,
    next: 'See the log of the database; DEBUG=1 shows the cause.',
  },
  storage_full: { exit: 'storage', untouched: seriesStands, next: 'Free space, then call again.' },
  read_only: {
    exit: 'storage',
    untouched: nothingWritten,
    next: 'Open the store writable, or with a role that may write.',
  },
  cannot_open: {
    exit: 'storage',
    untouched: nothingRead,
    next: 'Check path, address and permissions; `colloquy init` makes a store where there is none.',
  },
  not_a_database: { exit: 'storage', untouched: 'The file was left as it is.', next: 'Check the path.' },
  database_corrupt: {
    exit: 'damage',
    untouched: nothingWritten,
    next: 'Restore the database from a backup, then `colloquy doctor`.',
  },
  foreign_database: { exit: 'storage', untouched: 'It was left as it is.', next: 'Check path, schema or table.' },
  schema_missing: {
    exit: 'storage',
    untouched: nothingWritten,
    next: '`colloquy init` makes it, or `colloquy setup` alone.',
  },
  schema_too_new: { exit: 'storage', untouched: 'It was left as it is.', next: 'Upgrade @colloquy packages.' },
};
