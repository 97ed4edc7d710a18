import { stepOf } from '../envelope/refuse.ts';
import { ColloquyError, isColloquyError, type ErrorCode } from '../errors/index.ts';
import type { AuditRecord } from './AuditEvent.ts';
import type { AuditTrail } from './AuditTrail.ts';

/** Codes that mean: it was looked at, and not accepted. Every other one means that it did not come to that. */
const refusals: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'integrity_error',
  'wrong_key',
  'key_erased',
  'key_file_unsafe',
  'key_file_malformed',
]);

/** The part of an event that says how something failed. */
export type AuditFailure = Pick<AuditRecord, 'outcome' | 'code' | 'check' | 'step'>;

/** What an event says of an error: codes and numbers, never its message. */
export function failureOf(error: unknown, signal?: AbortSignal): AuditFailure {
  if (signal?.aborted === true && error === signal.reason) return { outcome: 'failed', code: 'aborted' };
  if (!isColloquyError(error)) return { outcome: 'failed', code: 'unexpected' };
  const { code } = error;
  const { reason } = error.context;
  const step = stepOf(error);
  return {
    outcome: refusals.has(code) ? 'refused' : 'failed',
    code,
    ...(code === 'integrity_error' && typeof reason === 'string' && /^[a-z_]{1,64}$/.test(reason)
      ? { check: reason }
      : {}),
    ...(step === undefined ? {} : { step }),
  };
}

const recorded = new WeakSet<object>();

/** True when an event says of this error already: whoever passes it on need not record another. */
export function isRecorded(error: unknown): boolean {
  return typeof error === 'object' && error !== null && recorded.has(error);
}

export interface AuditedOptions<T> {
  /** That of the call: an error that is its reason is `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** What the result adds to the event. */
  readonly found?: (result: T) => Partial<AuditRecord>;
}

/**
 * Does something and records how it ended, before anybody gets the result (AU-OP-01).
 *
 * @throws what `act` throws; ColloquyError `audit_failed`, with `context.code` when `act` failed as well
 */
export async function audited<T>(
  trail: AuditTrail,
  about: Omit<AuditRecord, 'outcome'>,
  act: () => Promise<T>,
  { signal, found }: AuditedOptions<T> = {},
): Promise<T> {
  let result: T;
  try {
    result = await act();
  } catch (error) {
    throw await recordFailure(trail, about, error, failureOf(error, signal));
  }
  await trail.record({ ...about, ...found?.(result), outcome: 'ok' });
  return result;
}

/** Records how something failed; answers with what is to be thrown: the error, or that it could not be recorded. */
export async function recordFailure(
  trail: AuditTrail,
  about: Omit<AuditRecord, 'outcome'>,
  error: unknown,
  failure: AuditFailure,
): Promise<unknown> {
  try {
    await trail.record({ ...about, ...failure });
  } catch (unrecorded) {
    return bothFailed(unrecorded, failure);
  }
  if (typeof error === 'object' && error !== null) recorded.add(error);
  return error;
}

/** The audit is what refuses; the code of what failed before it stays readable. */
function bothFailed(unrecorded: unknown, { code }: AuditFailure): unknown {
  if (!isColloquyError(unrecorded, 'audit_failed')) return unrecorded;
  return new ColloquyError('audit_failed', unrecorded.message, {
    context: { ...unrecorded.context, code },
    cause: unrecorded.cause,
  });
}
