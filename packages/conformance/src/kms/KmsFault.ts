/** What the server does to one request instead of, or besides, answering it as KMS would. */
export type KmsFault =
  /** ThrottlingException. */
  | { readonly kind: 'throttled' }
  /** Answers rightly, so many milliseconds later. */
  | { readonly kind: 'late'; readonly milliseconds: number }
  /** Answers rightly when the promise is fulfilled. */
  | { readonly kind: 'held'; readonly until: Promise<void> }
  /** Never answers; the connection stays open. */
  | { readonly kind: 'hang' }
  /** The connection is reset before the operation runs. */
  | { readonly kind: 'reset-before' }
  /** The operation runs, and the connection is reset before its answer. */
  | { readonly kind: 'reset-after' }
  /** The connection is reset in the middle of the answer's body. */
  | { readonly kind: 'reset-within' }
  /** AccessDeniedException, as after a change of a policy. */
  | { readonly kind: 'denied' }
  /** Any refusal by name: implementations differ in the names they use. */
  | { readonly kind: 'error'; readonly name: string; readonly status: number }
  /** The answer names another key, and carries other key bytes. */
  | { readonly kind: 'another-key' }
  /** The answer names the right key and carries other key bytes. */
  | { readonly kind: 'other-bytes' }
  /** The answer lacks the last byte of its plaintext or ciphertext. */
  | { readonly kind: 'truncated' }
  /** The answer lacks its plaintext or ciphertext. */
  | { readonly kind: 'without-bytes' }
  /** Status 200 and a body that is cut short of being JSON. */
  | { readonly kind: 'malformed' };

/** A request as a script of faults sees it, and as the log of the server keeps it. Holds no secret. */
export interface KmsRequest {
  /** `Decrypt`. */
  readonly operation: string;
  /** Counts from 1 over all requests of the server. */
  readonly number: number;
  /** Access key id of the credentials that the request is signed with; stands for the principal. */
  readonly principal: string;
  readonly region: string;
  /** As the request names it. */
  readonly keyId: string | undefined;
  readonly encryptionContext: Readonly<Record<string, string>>;
  readonly grantTokens: readonly string[];
}

/** Decides for each request which fault befalls it, if any. */
export type FaultScript = (request: KmsRequest) => KmsFault | undefined;

/** A script in force. */
export interface InjectedFault {
  /** Requests that a fault befell. */
  readonly hits: () => number;
  /** Ends it; again: nothing. */
  readonly restore: () => void;
}
