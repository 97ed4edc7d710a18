import { ColloquyError } from '@colloquy/core';
import type { KmsClientSettings } from '@colloquy/keys-kms';
import type { DynamoStoreOptions } from '@colloquy/store-dynamo';

/** Keys of AWS KMS, with what the vault holds of them; or a folder with a key file. */
export type KeySettings =
  | { readonly keyId: string; readonly vault: string; readonly client: KmsClientSettings }
  | { readonly directory: string };

export interface Settings {
  readonly table: string;
  readonly tenant: string;
  readonly keys: KeySettings;
  /** What the client of DynamoDB is made of. */
  readonly client: NonNullable<DynamoStoreOptions['config']>;
}

/** No request of either client waits longer: an answer that does not come must not cost a whole invocation. */
const timeouts = { connectionTimeout: 1000, requestTimeout: 3000 };

/**
 * Settings from environment variables. Region, credentials and endpoints the clients find by themselves, as ever (AWS_REGION and so on,
 * which Lambda sets).
 *
 * @throws ColloquyError `invalid_argument` that names the variable
 */
export function settingsOf(env: NodeJS.ProcessEnv): Settings {
  const required = (name: string): string => {
    const value = env[name] ?? '';
    if (value === '') throw new ColloquyError('invalid_argument', `The environment variable ${name} is not set.`);
    return value;
  };
  const directory = env['COLLOQUY_KEYS'] ?? '';
  return {
    table: required('COLLOQUY_TABLE'),
    tenant: required('COLLOQUY_TENANT'),
    keys:
      directory === ''
        ? { keyId: required('COLLOQUY_KMS_KEY_ID'), vault: required('COLLOQUY_VAULT'), client: {} }
        : { directory },
    client: { requestHandler: timeouts },
  };
}
