import { systemSources } from '@colloquy/core';
import { KmsKeyProvider } from './KmsKeyProvider.ts';
import type { AwsKmsKeyProviderOptions } from './options.ts';

/**
 * Key-encryption keys from AWS KMS. The KMS key never leaves KMS; the vault keeps, per epoch, a data key that KMS has encrypted under it,
 * and whoever runs the store needs `kms:Decrypt` on that one key and nothing else.
 *
 * Keeps no key and has no timers: leases, their renewal and the sharing of concurrent calls are the keyring's. One layer of retries:
 * throttling, answers of 5xx, broken connections and timeouts, with full jitter, within 10 s, 24 requests and a budget of retries for
 * all calls of this provider; a client of yours that retries by itself is left to it.
 *
 * Source: AWS KMS API Reference, `Decrypt` and `GenerateDataKeyWithoutPlaintext`; the bytes are specified in `docs/spec/keys.md`.
 *
 * @example
 * await using provider = new AwsKmsKeyProvider({
 *   keyId: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
 *   clientSettings: { region: 'eu-central-1' },
 * });
 * const keyring = await openKeys({ header, vault, provider, tenant: 'acme' });
 */
export class AwsKmsKeyProvider extends KmsKeyProvider {
  /** @throws ColloquyError `invalid_argument` for an alias and for any other option that cannot be used */
  constructor(options: AwsKmsKeyProviderOptions) {
    super(options, systemSources);
  }
}
