/**
 * What a failed request means.
 *
 * - `transient`: nothing was said about the key; later it may work
 * - `refused`: the service said no, and will again until somebody changes something
 * - `wrong-key`: what the vault holds does not belong to this key and scope
 */
export type FailureKind = 'transient' | 'refused' | 'wrong-key';

export interface Failure {
  readonly kind: FailureKind;
  /** Another request of the same call may succeed. */
  readonly retry: boolean;
  /** The service denied access: worth another try while a grant is new. */
  readonly denied: boolean;
  /** `ThrottlingException`, `ECONNRESET`. */
  readonly name: string;
  readonly requestId: string | undefined;
  /** Requests that the client made for it, as far as it says. */
  readonly attempts: number;
}

/** An attempt that took too long; `name` as the SDK calls its own. */
export class AttemptTimeout extends Error {
  override readonly name = 'TimeoutError';
}

const throttling = new Set([
  'BandwidthLimitExceeded',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

const serviceDown = new Set([
  'DependencyTimeoutException',
  'InternalFailure',
  'InternalServerError',
  'InternalServiceError',
  'KMSInternalException',
  'KeyUnavailableException',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'TimeoutError',
]);

/** Codes of system calls and of Node's HTTP client. */
const connection = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
  'ERR_HTTP2_STREAM_ERROR',
]);

const accessDenied = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'NotAuthorizedException',
  'UnauthorizedOperation',
]);

/** With key and context of the right form, only the ciphertext is left to be invalid: some implementations say so in general terms. */
const wrongKey = new Set([
  'IncorrectKeyException',
  'InvalidCiphertext',
  'InvalidCiphertextException',
  'ValidationError',
  'ValidationException',
]);

interface ErrorFacts {
  readonly name: string;
  readonly code: string | undefined;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly attempts: number;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Za-z0-9_.:#-]{1,128}$/.test(value) ? value : undefined;
}

/** What is safe to tell of an error of the SDK. Its message and hidden fields may hold the body of an answer. */
function factsOf(error: unknown): ErrorFacts {
  if (typeof error !== 'object' || error === null) return noFacts;
  const { name, code, $metadata } = error as Readonly<Record<string, unknown>>;
  const { httpStatusCode, requestId, attempts } = (
    typeof $metadata === 'object' && $metadata !== null ? $metadata : {}
  ) as Readonly<Record<string, unknown>>;
  return {
    name: textOf(name) ?? 'Error',
    code: textOf(code),
    status: typeof httpStatusCode === 'number' ? httpStatusCode : undefined,
    requestId: textOf(requestId),
    attempts: typeof attempts === 'number' ? attempts : 1,
  };
}

const noFacts: ErrorFacts = { name: 'Error', code: undefined, status: undefined, requestId: undefined, attempts: 1 };

/**
 * Sorts an error of the client by its name, its system code and its status, never by one name only: implementations of KMS differ in what
 * they call the same refusal.
 *
 * @param decrypting the request carried a ciphertext
 */
export function failureOf(error: unknown, decrypting: boolean): Failure {
  const { name, code, status, requestId, attempts } = factsOf(error);
  const failure = (kind: FailureKind, retry: boolean, shown = name): Failure => ({
    kind,
    retry,
    denied: accessDenied.has(name),
    name: shown,
    requestId,
    attempts,
  });
  if (throttling.has(name) || status === 429) return failure('transient', true);
  if (code !== undefined && connection.has(code)) return failure('transient', true, code);
  if (serviceDown.has(name) || (status !== undefined && status >= 500)) return failure('transient', true);
  if (wrongKey.has(name)) return failure(decrypting ? 'wrong-key' : 'refused', false);
  if (status !== undefined && status >= 400) return failure('refused', false);
  // A body that is no answer, credentials that cannot be had: nothing was said about the key.
  return failure('transient', false, code ?? name);
}
