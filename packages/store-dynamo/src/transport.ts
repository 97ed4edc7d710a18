/** Codes of failures that can only happen before a connection stands: to find the address, to connect, to trust the certificate. */
const beforeConnection = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL'];

/** Calls of the system that come before any byte of a request. A host may also become unreachable later. */
const connecting = ['connect', 'getaddrinfo'];

/** A certificate that is not trusted, and a server that does not speak TLS. https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const untrusted = [
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

/** What the client says, without a code, when the limit for connecting has passed. That for an answer has the code ETIMEDOUT. */
const unconnected = 'did not establish a connection';

/** The code of a failure of the network, of TLS or of the client. */
export function reasonOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

export function isUntrusted(error: unknown): boolean {
  return untrusted.includes(reasonOf(error) ?? '');
}

/** Whether this attempt at a request ended before any byte of it can have left. */
export function neverLeft(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'CredentialsProviderError' || isUntrusted(error)) return true;
  if (error.name === 'TimeoutError' && error.message.includes(unconnected)) return true;
  // Several addresses were tried.
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(neverLeft);
  const call = 'syscall' in error ? error.syscall : undefined;
  if (typeof call === 'string') return connecting.includes(call);
  return beforeConnection.includes(reasonOf(error) ?? '');
}
