import { ColloquyError, isColloquyError, type ErrorCode } from '@colloquy/core';
import { causeOf } from './cause.ts';
import { meaningOfException, meaningOfReasons, type Failure, type Meaning } from './exceptions.ts';
import { retries } from './retries.ts';
import { isUntrusted, neverLeft, reasonOf } from './transport.ts';

/** A batch was done in part: the service answers well, and names what is left. */
export class Unprocessed extends Error {
  override readonly name = 'UnprocessedItems';
}

export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** The reasons of a cancelled transaction, by position: `None` where an action had none. */
export function reasonsOf(error: unknown): readonly string[] {
  if (!(error instanceof Error) || !('CancellationReasons' in error)) return [];
  const given: unknown = error.CancellationReasons;
  const reasons = Array.isArray(given) ? (given as readonly ({ readonly Code?: string | null } | null)[]) : [];
  return reasons.map((reason) => reason?.Code ?? 'None');
}

function metadataOf(error: unknown): { readonly httpStatusCode?: unknown; readonly attempts?: unknown } {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return {};
  return error.$metadata as { readonly httpStatusCode?: unknown; readonly attempts?: unknown };
}

/** Times that the client says to have tried by itself. */
export function attemptsOf(error: unknown): number {
  const { attempts } = metadataOf(error);
  return typeof attempts === 'number' ? attempts : 1;
}

/** The service has read the request and will have none of it. */
function isRefusal(error: unknown): boolean {
  const { httpStatusCode: status } = metadataOf(error);
  return typeof status === 'number' && status >= 400 && status < 500 && status !== 408;
}

function meaningOf(error: unknown): Meaning | undefined {
  const name = nameOf(error);
  return name === 'TransactionCanceledException' ? meaningOfReasons(reasonsOf(error)) : meaningOfException(name);
}

/** What the error says of the attempt that met it, which is not always the first one. */
export function failureOf(error: unknown): Failure {
  const meaning = meaningOf(error);
  if (meaning !== undefined) return meaning.failure;
  return isColloquyError(error) || isRefusal(error) || neverLeft(error) ? 'refused' : 'lost';
}

/** Whether the request had no effect, or a part of one, and may soon have it all. */
export function isPassing(error: unknown): boolean {
  return Object.hasOwn(retries, failureOf(error));
}

/** Where in the transaction what cancelled it stands. For whoever reads the error: what became of a commit is read anew. */
function cancelledBy(error: unknown): readonly { readonly at: number; readonly reason: string }[] {
  return reasonsOf(error).flatMap((reason, at) => (reason === 'None' ? [] : [{ at, reason }]));
}

function denied(place: string, writing: boolean): readonly [ErrorCode, string] {
  return writing
    ? ['read_only', `${place}: these credentials may not write here. Nothing was written, and reads may work.`]
    : ['cannot_open', `${place}: these credentials may not read here; see the IAM policies in the README.`];
}

function verdict(error: unknown, place: string, writing: boolean): readonly [ErrorCode, string] {
  const meaning = meaningOf(error);
  if (meaning?.code === 'denied') return denied(place, writing);
  if (meaning !== undefined) return [meaning.code, `${place} ${meaning.advice}`];
  if (isRefusal(error)) return ['backend_error', `${place}: DynamoDB refused the request; see cause.`];
  if (isUntrusted(error)) {
    return ['cannot_open', `${place}: the endpoint cannot be trusted; check its address and certificate.`];
  }
  return ['backend_unavailable', `${place} cannot be reached, or did not answer. Try again.`];
}

/** The ColloquyError for what DynamoDB or its client threw. Messages name the table and nothing that was stored. */
export function translate(error: unknown, place: string, writing: boolean): ColloquyError {
  if (isColloquyError(error)) return error;
  const [code, message] = verdict(error, place, writing);
  const exception = nameOf(error);
  const cancelled = cancelledBy(error);
  const reason = reasonOf(error);
  const context = {
    place,
    ...(exception === '' ? {} : { exception }),
    ...(cancelled.length === 0 ? {} : { cancelled }),
    ...(reason === undefined ? {} : { reason }),
  };
  return new ColloquyError(code, message, { context, cause: causeOf(error) });
}

/** No answer says whether a write took effect. */
export function unknownOutcome(error: unknown, place: string): ColloquyError {
  const message = `The answer of ${place} to a write was lost. It may or may not have taken effect.`;
  return new ColloquyError('outcome_unknown', message, { context: { place }, cause: causeOf(error) });
}

/**
 * For what a query of an index threw. The query is well-formed, so only the index can be what a validation finds wrong with it: there
 * is none, or it is being built.
 */
export function asMissingIndex(error: unknown, place: string, index: string): unknown {
  if (nameOf(error) !== 'ValidationException') return error;
  return new ColloquyError(
    'schema_missing',
    `${place} has no index ${index} that can be used. Add it with setUpDynamoTable(), or wait until it is built.`,
    { context: { place, index, exception: nameOf(error) }, cause: causeOf(error) },
  );
}
