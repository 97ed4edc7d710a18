import { ColloquyError, isColloquyError, type ErrorCode } from '@colloquy/core';

/**
 * What an error says about the work that met it.
 *
 * - `again`: rolled back, because others stood in the way; the same work may succeed at once.
 * - `lost`: the connection is gone. What was asked may or may not have been done.
 * - `refused`: rolled back for a reason of its own.
 */
export type Failure = 'again' | 'lost' | 'refused';

type Translation = readonly [prefix: string, code: ErrorCode, advice: string];

const unreachable = 'cannot be reached, or ended the connection. Try again.';
const misunderstood =
  'ended the connection over its protocol. If a pooler such as PgBouncer is in between, open the store with transactionPooler: true.';
const unprepared =
  'does not know a statement that was prepared on this connection: is there a pooler in between? Open the store with transactionPooler: true.';

/** By SQLSTATE or its class. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const translations: readonly Translation[] = [
  ['08P01', 'backend_unavailable', misunderstood],
  ['08', 'backend_unavailable', unreachable],
  ['57P', 'backend_unavailable', unreachable],
  ['25P03', 'backend_unavailable', unreachable],
  ['25P04', 'backend_unavailable', unreachable],
  ['53300', 'backend_unavailable', 'has no connection left for us. Try again, or use fewer connections per process.'],
  ['40003', 'backend_unavailable', 'does not know whether the transaction took effect. Try again.'],
  ['40001', 'backend_busy', 'could not serialise the transaction with others, again and again. Try again.'],
  ['40P01', 'backend_busy', 'broke a deadlock with other transactions, again and again. Try again.'],
  ['55P03', 'backend_busy', 'did not give a lock in time. Try again.'],
  ['57014', 'backend_busy', 'cancelled the statement, for a time limit or by hand. Try again.'],
  ['53100', 'storage_full', 'has no space left. Nothing was written; free space and try again.'],
  ['25006', 'read_only', 'is read-only: a standby, or a role or database set so. Reads work.'],
  ['XX001', 'database_corrupt', 'reports damaged data; restore it from a backup.'],
  ['XX002', 'database_corrupt', 'reports a damaged index; rebuild it or restore a backup.'],
  ['28', 'cannot_open', 'refused the role or its password; check the URL.'],
  ['3D000', 'cannot_open', 'does not exist; create the database or check the URL.'],
  ['42P01', 'schema_missing', 'lacks a table of Colloquy. Open it once with write access and setup.'],
  ['3F000', 'schema_missing', 'lacks the schema of Colloquy. Open it once with write access and setup.'],
  ['26000', 'backend_error', unprepared],
  ['42P05', 'backend_error', unprepared],
];

/** Of which the server did not say the last word: it does not know, it ended the session, or broke. */
const lostClasses = ['40003', '08', '57P', '25P03', '25P04', '58', 'F0', 'XX'] as const;

/** SQLSTATE of an error of pg, told by its shape: a caller's pool may come from another copy. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return 'severity' in error && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;
}

/** What an error of a statement that was sent says. Whatever the server did not answer itself counts as lost. */
export function failureOf(error: unknown): Failure {
  const state = sqlState(error);
  if (state === '40001' || state === '40P01') return 'again';
  if (state === undefined) return isColloquyError(error) ? 'refused' : 'lost';
  return lostClasses.some((prefix) => state.startsWith(prefix)) ? 'lost' : 'refused';
}

export function closedError(place: string): ColloquyError {
  return new ColloquyError('backend_closed', `The store over ${place} was closed; open it again.`, {
    context: { place },
  });
}

function permissionDenied(place: string, state: string, writing: boolean, cause: unknown): ColloquyError {
  const message = writing
    ? `${place}: the role may not write here. Nothing was written, and reads work; grant INSERT and UPDATE to write, DELETE on log and records to remove what a move leaves.`
    : `${place}: the role may not read here; grant USAGE on the schema and SELECT on its tables.`;
  return new ColloquyError(writing ? 'read_only' : 'cannot_open', message, { context: { place, state }, cause });
}

/**
 * The ColloquyError for what PostgreSQL or its driver threw. Messages name the place and nothing that was stored or bound, no user
 * and no password; the driver's own error is the cause.
 */
export function translate(error: unknown, place: string, writing: boolean): ColloquyError {
  if (isColloquyError(error)) return error;
  const state = sqlState(error);
  if (state === '42501') return permissionDenied(place, state, writing, error);
  for (const [prefix, code, advice] of translations) {
    if (state?.startsWith(prefix) === true) {
      return new ColloquyError(code, `${place} ${advice}`, { context: { place, state }, cause: error });
    }
  }
  if (state !== undefined) {
    const message = `${place}: PostgreSQL failed with SQLSTATE ${state}; see cause.`;
    return new ColloquyError('backend_error', message, { context: { place, state }, cause: error });
  }
  return connectionFailed(error, place);
}

/** What pg says, without a code, when it lacks what the server demands. */
const disagreement = /^SASL: |^The server does not support SSL connections/;

/** A certificate or key that the URL names cannot be read; a socket that is missing fails to connect instead. */
function isMissingFile(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'open';
}

/** What pg-pool says when all its connections are in use, and after its end. It has no codes for them. */
const poolExhausted = 'timeout exceeded when trying to connect';
const poolEnded = 'Cannot use a pool after calling end on the pool';

/** Failures that no server spoke of: of the network, of TLS, of the pool. */
function connectionFailed(error: unknown, place: string): ColloquyError {
  const said = error instanceof Error ? error.message : '';
  if (said === poolEnded) return closedError(place);
  if (said === poolExhausted) return exhausted(place, error);
  if (disagreement.test(said) || isMissingFile(error)) {
    const message = `${place}: pg cannot log in as the server asks for it; check password, TLS and certificates in the URL.`;
    return new ColloquyError('cannot_open', message, { context: { place }, cause: error });
  }
  const reason = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const note = reason === undefined ? '' : ` (${reason})`;
  return new ColloquyError('backend_unavailable', `${place} ${unreachable.replace('.', `${note}.`)}`, {
    context: { place, ...(reason === undefined ? {} : { reason }) },
    cause: error,
  });
}

/** Every connection of the pool is in use by others. */
export function exhausted(place: string, cause?: unknown): ColloquyError {
  const message = `${place}: all connections of the pool were in use for the whole wait. The call had no effect; try again, or use a larger pool.`;
  return new ColloquyError('backend_busy', message, { context: { place, reason: 'pool exhausted' }, cause });
}
