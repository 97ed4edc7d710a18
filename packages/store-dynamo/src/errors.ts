import { ColloquyError, isColloquyError, type ErrorCode } from '@colloquy/core';

/**
 * What an error says about the request that met it.
 *
 * - `no`: a condition did not hold. Nothing was done.
 * - `again`: nothing was done, because of others or of a limit of rate; the same request may succeed soon.
 * - `lost`: no answer came. What was asked may or may not have been done.
 * - `refused`: nothing was done.
 */
export type Failure = 'no' | 'again' | 'lost' | 'refused';

type Translation = readonly [name: string, code: ErrorCode, advice: string];

const throttled = 'answers that there are too many requests, again and again. Try again.';
const unsigned = 'refused the credentials; check them and the region.';

/** By name of the exception. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
const translations: readonly Translation[] = [
  ['ResourceNotFoundException', 'schema_missing', 'does not exist. Make it with setup, or by the template of it.'],
  ['ProvisionedThroughputExceededException', 'backend_busy', throttled],
  ['RequestLimitExceeded', 'backend_busy', throttled],
  ['ThrottlingException', 'backend_busy', throttled],
  ['UnprocessedItems', 'backend_busy', throttled],
  [
    'TransactionConflictException',
    'backend_busy',
    'was busy with the same items for others, again and again. Try again.',
  ],
  ['TransactionInProgressException', 'backend_busy', 'is still at work on the same commit. Try again.'],
  ['ItemCollectionSizeLimitExceededException', 'storage_full', 'has no room left for the dialogue.'],
  ['UnrecognizedClientException', 'cannot_open', unsigned],
  ['InvalidSignatureException', 'cannot_open', unsigned],
  ['IncompleteSignatureException', 'cannot_open', unsigned],
  ['MissingAuthenticationTokenException', 'cannot_open', unsigned],
  ['ExpiredTokenException', 'cannot_open', unsigned],
  ['CredentialsProviderError', 'cannot_open', unsigned],
  ['InternalServerError', 'backend_unavailable', 'failed on its side. Try again.'],
];

/** A batch was done in part: the service answers well, and names what is left. */
export class Unprocessed extends Error {
  override readonly name = 'UnprocessedItems';
}

const retried = [
  'UnprocessedItems',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionConflictException',
  'TransactionInProgressException',
];

/** Codes of a cancellation that others caused. */
const passing = ['TransactionConflict', 'ProvisionedThroughputExceeded', 'ThrottlingError'];

/** By name: some exceptions have no class, and a caller's client may come from another copy. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** The reasons of a cancelled transaction, by position: `None` where an action had none. */
export function reasonsOf(error: unknown): readonly string[] {
  if (!(error instanceof Error) || !('CancellationReasons' in error)) return [];
  const reasons = error.CancellationReasons as readonly { readonly Code?: string }[] | undefined;
  return (reasons ?? []).map(({ Code = 'None' }) => Code);
}

export function failureOf(error: unknown): Failure {
  const name = nameOf(error);
  if (name === 'ConditionalCheckFailedException') return 'no';
  if (name === 'TransactionCanceledException') {
    const reasons = reasonsOf(error).filter((reason) => reason !== 'None');
    if (reasons.includes('ConditionalCheckFailed')) return 'no';
    return reasons.length > 0 && reasons.every((reason) => passing.includes(reason)) ? 'again' : 'refused';
  }
  if (retried.includes(name)) return 'again';
  if (isColloquyError(error) || statusOf(error) === 400) return 'refused';
  return neverSent(error) ? 'refused' : 'lost';
}

function metadataOf(error: unknown): { readonly httpStatusCode?: unknown; readonly attempts?: unknown } {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return {};
  return error.$metadata as { readonly httpStatusCode?: unknown; readonly attempts?: unknown };
}

function statusOf(error: unknown): unknown {
  return metadataOf(error).httpStatusCode;
}

/** The client never got as far as a connection, at its only attempt. */
function neverSent(error: unknown): boolean {
  if (nameOf(error) === 'CredentialsProviderError') return true;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return (code === 'ECONNREFUSED' || code === 'ENOTFOUND') && metadataOf(error).attempts === 1;
}

/** A cancelled transaction goes by what cancelled it. */
function translatedName(error: unknown): string {
  const name = nameOf(error);
  if (name !== 'TransactionCanceledException') return name;
  if (failureOf(error) === 'again') return 'TransactionConflictException';
  const full = reasonsOf(error).includes('ItemCollectionSizeLimitExceeded');
  return full ? 'ItemCollectionSizeLimitExceededException' : name;
}

/** The ColloquyError for what DynamoDB or its client threw. Messages name the table and nothing that was stored. */
export function translate(error: unknown, place: string, writing: boolean): ColloquyError {
  if (isColloquyError(error)) return error;
  const name = translatedName(error);
  const context = { place, ...(name === '' ? {} : { exception: name }) };
  if (name === 'AccessDeniedException') {
    const message = writing
      ? `${place}: these credentials may not write here. Nothing was written, and reads may work.`
      : `${place}: these credentials may not read here; see the IAM policies in the README.`;
    return new ColloquyError(writing ? 'read_only' : 'cannot_open', message, { context, cause: error });
  }
  for (const [each, code, advice] of translations) {
    if (name === each) return new ColloquyError(code, `${place} ${advice}`, { context, cause: error });
  }
  if (statusOf(error) === 400) {
    return new ColloquyError('backend_error', `${place}: DynamoDB refused the request (${name}); see cause.`, {
      context,
      cause: error,
    });
  }
  return new ColloquyError('backend_unavailable', `${place} cannot be reached, or did not answer. Try again.`, {
    context,
    cause: error,
  });
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
    { context: { place, index, exception: nameOf(error) }, cause: error },
  );
}
