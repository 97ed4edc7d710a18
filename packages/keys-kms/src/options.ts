import type { KMSClient, KMSClientConfig } from '@aws-sdk/client-kms';
import { ColloquyError } from '@colloquy/core';
import { pinKey, type PinnedKey } from './pinnedKey.ts';

/** What may be set of the client that the provider builds: everything but what retries and timeouts depend on. */
export type KmsClientSettings = Omit<KMSClientConfig, 'maxAttempts' | 'requestHandler' | 'retryMode' | 'retryStrategy'>;

export interface AwsKmsKeyProviderOptions {
  /** ARN or id of a symmetric KMS key, single- or multi-Region; not an alias. Every request names it, every answer must. */
  readonly keyId: string;
  /**
   * Your own client; it stays yours and is not destroyed. If it tries more than once by itself (`maxAttempts`, 3 by default), the
   * provider does not retry on top of it. Excludes {@link clientSettings}.
   */
  readonly client?: KMSClient;
  /** Region, credentials, endpoint of the client that the provider builds when none is given. */
  readonly clientSettings?: KmsClientSettings;
  /** Tokens of new grants, at most 10; see {@link AwsKmsKeyProvider.setGrantTokens}. */
  readonly grantTokens?: readonly string[];
  /** For how long a key may be used before KMS is asked again: 1 to 3 600 seconds, 300 by default. Bounds how late a revocation works. */
  readonly leaseSeconds?: number;
  /** Milliseconds for one request: 10 to 10 000, 2 000 by default, and never longer than the lease. */
  readonly attemptTimeoutMs?: number;
  /** Milliseconds for one call with all its requests and waits: 10 to 60 000, 10 000 by default. */
  readonly callTimeoutMs?: number;
  /** Requests of one call: 1 to 24, 24 by default; {@link callTimeoutMs} mostly ends it earlier. */
  readonly maxAttempts?: number;
}

/** The options, checked and with their defaults. */
export interface Settings {
  readonly key: PinnedKey;
  readonly grantTokens: readonly string[];
  /** Milliseconds. */
  readonly lease: number;
  readonly attemptTimeoutMs: number;
  readonly callTimeoutMs: number;
  readonly maxAttempts: number;
}

function within(options: AwsKmsKeyProviderOptions, name: IntegerOption): number {
  const { least, most, otherwise } = bounds[name];
  const value: unknown = options[name] ?? otherwise;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new ColloquyError('invalid_argument', `${name} is an integer from ${least} to ${most}.`, {
    context: { option: name },
  });
}

const bounds = {
  leaseSeconds: { least: 1, most: 3600, otherwise: 300 },
  attemptTimeoutMs: { least: 10, most: 10_000, otherwise: 2000 },
  callTimeoutMs: { least: 10, most: 60_000, otherwise: 10_000 },
  maxAttempts: { least: 1, most: 24, otherwise: 24 },
} as const;

type IntegerOption = keyof typeof bounds;

/** @throws ColloquyError `invalid_argument` */
export function checkGrantTokens(tokens: unknown): readonly string[] {
  const fine =
    Array.isArray(tokens) &&
    tokens.length <= 10 &&
    tokens.every((token: unknown) => typeof token === 'string' && token.length >= 1 && token.length <= 8192);
  if (fine) return [...(tokens as readonly string[])];
  throw new ColloquyError('invalid_argument', 'grantTokens are at most 10 texts of 1 to 8 192 characters.');
}

/** @throws ColloquyError `invalid_argument` */
export function settingsOf(options: AwsKmsKeyProviderOptions): Settings {
  if (options.client !== undefined && options.clientSettings !== undefined) {
    throw new ColloquyError('invalid_argument', 'Give either client or clientSettings: a client has its settings.');
  }
  const lease = within(options, 'leaseSeconds') * 1000;
  return {
    key: pinKey(options.keyId),
    grantTokens: checkGrantTokens(options.grantTokens ?? []),
    lease,
    // An answer that came later than that would be a lease that is over.
    attemptTimeoutMs: Math.min(within(options, 'attemptTimeoutMs'), lease),
    callTimeoutMs: within(options, 'callTimeoutMs'),
    maxAttempts: within(options, 'maxAttempts'),
  };
}
