import type { ErrorCode } from '@colloquy/core';
import type { Passing } from './retries.ts';

/**
 * What an error says about the request that met it.
 *
 * - `no`: a condition did not hold. Nothing was done.
 * - a kind of {@link Passing}: nothing was done, or of a batch only a part; the same request may succeed soon.
 * - `lost`: no answer came, or one that does not say. What was asked may or may not have been done.
 * - `refused`: nothing was done.
 */
export type Failure = 'no' | Passing | 'lost' | 'refused';

export interface Meaning {
  readonly failure: Failure;
  /** `denied` is `read_only` for who writes, and `cannot_open` for who reads. */
  readonly code: ErrorCode | 'denied';
  readonly advice: string;
}

const meaning = (failure: Failure, code: Meaning['code'], advice: string): Meaning => ({ failure, code, advice });

const again = 'again and again. Try again.';
const throttled = meaning('throttled', 'backend_busy', `answers that there are too many requests, ${again}`);
const conflict = meaning('conflict', 'backend_busy', `was busy with the same items for others, ${again}`);
const missing = meaning('refused', 'schema_missing', 'does not exist. Make it with setup, or by the template of it.');
const full = meaning('refused', 'storage_full', 'has no room left for the dialogue.');
const unsigned = meaning('refused', 'cannot_open', 'refused the credentials; check them, the clock and the region.');
const denied = meaning('refused', 'denied', '');
const failed = meaning('lost', 'backend_unavailable', 'failed on its side. Try again.');
const condition = meaning('no', 'backend_error', 'refused a condition where there was none; see cause.');
const unnamed = meaning('refused', 'backend_error', 'refused the request; see cause.');

/**
 * Exceptions by name: some have no class, and a caller's client may come from another copy. Of every operation used, by the pages of
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html, of
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html, and common to all services:
 * https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/common-errors.html. What is not here goes by its status.
 */
const exceptions: ReadonlyMap<string, Meaning> = new Map([
  ['ConditionalCheckFailedException', condition],
  ['ProvisionedThroughputExceededException', throttled],
  ['RequestLimitExceeded', throttled],
  ['ThrottlingException', throttled],
  // Of CreateTable: too many tables are being made at once.
  ['LimitExceededException', throttled],
  ['UnprocessedItems', { ...throttled, failure: 'unprocessed' }],
  ['TransactionConflictException', conflict],
  ['ReplicatedWriteConflictException', conflict],
  [
    'TransactionInProgressException',
    meaning('inProgress', 'backend_busy', 'is at work on the same commit. Try again.'),
  ],
  // Tokens are drawn from 128 bits and never used for two transactions.
  ['IdempotentParameterMismatchException', meaning('refused', 'backend_error', 'took two transactions for one.')],
  ['ResourceNotFoundException', missing],
  ['ResourceInUseException', meaning('refused', 'backend_busy', 'is being changed. Try again.')],
  ['ItemCollectionSizeLimitExceededException', full],
  ['InvalidEndpointException', meaning('refused', 'backend_unavailable', 'is elsewhere. Try again.')],
  ['InternalServerError', failed],
  ['InternalFailure', failed],
  ['ServiceUnavailable', failed],
  ['RequestAbortedException', failed],
  ['RequestTimeoutException', failed],
  ['AccessDeniedException', denied],
  ['NotAuthorized', denied],
  ['UnrecognizedClientException', unsigned],
  ['InvalidClientTokenId', unsigned],
  ['InvalidSignatureException', unsigned],
  ['IncompleteSignature', unsigned],
  ['IncompleteSignatureException', unsigned],
  ['MissingAuthenticationToken', unsigned],
  ['MissingAuthenticationTokenException', unsigned],
  ['ExpiredTokenException', unsigned],
  ['RequestExpired', unsigned],
  ['OptInRequired', unsigned],
  ['CredentialsProviderError', unsigned],
]);

/**
 * Reasons of a cancelled transaction, the weightier first: one of them stands for the whole, which has no effect whatever they are. A
 * condition that failed goes before all: what stands in its way is read and judged, and that is what the caller learns.
 *
 * The first seven with `None`: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html. The others are
 * listed for statements of PartiQL, whose transactions are cancelled with the same exception, and which are never sent here:
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchStatementError.html
 */
const reasons: ReadonlyMap<string, Meaning> = new Map([
  ['ConditionalCheckFailed', condition],
  ['DuplicateItem', condition],
  ['AccessDenied', denied],
  ['ResourceNotFound', missing],
  ['ItemCollectionSizeLimitExceeded', full],
  ['ValidationError', unnamed],
  ['InternalServerError', { ...failed, failure: 'refused' }],
  ['ProvisionedThroughputExceeded', throttled],
  ['ThrottlingError', throttled],
  ['RequestLimitExceeded', throttled],
  ['TransactionConflict', conflict],
]);

export function meaningOfException(name: string): Meaning | undefined {
  return exceptions.get(name);
}

/** Of all reasons together. A reason that nobody has documented yet is a refusal, unless a condition failed as well. */
export function meaningOfReasons(codes: readonly string[]): Meaning {
  const given = codes.filter((code) => code !== 'None');
  const order = [...reasons.keys()];
  const ranked = given.map((code) => order.indexOf(code)).sort((a, b) => a - b);
  const [first = -1] = ranked.filter((rank) => rank >= 0);
  const weightiest = reasons.get(order[first] ?? '');
  if (weightiest?.failure === 'no') return weightiest;
  return ranked.includes(-1) || weightiest === undefined ? unnamed : weightiest;
}

/** Documented reasons and names, for those who hold the tables against what they do. */
export const documentedReasons: readonly string[] = ['None', ...reasons.keys()];
export const documentedExceptions: readonly string[] = [...exceptions.keys()];
