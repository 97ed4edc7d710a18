import { createKeys, createLocalKeys, FileKeyVault } from '@colloquy/core';
import { AwsKmsKeyProvider, type KmsClientSettings } from '@colloquy/keys-kms';
import { openDynamoStore } from '@colloquy/store-dynamo';
import { vaultText } from '../service/EnvironmentVault.ts';
import type { Settings } from '../service/settings.ts';

export interface SetUpOptions extends Pick<Settings, 'table' | 'tenant' | 'client'> {
  /** Keeps the vault; and the key file, where no KMS key is named. */
  readonly directory: string;
  readonly kms?: { readonly keyId: string; readonly client: KmsClientSettings };
}

/**
 * What an administrator does once, with rights that the function does not have: makes table and keys, each only where it is not there.
 *
 * @returns the environment variables of the function, beside those that Lambda sets
 * @throws ColloquyError as `openDynamoStore`, `createKeys` and `createLocalKeys` do
 */
export async function setUp(options: SetUpOptions): Promise<Readonly<Record<string, string>>> {
  const { table, tenant, client, directory, kms } = options;
  await using backend = await openDynamoStore({ table, config: client });
  const { header } = backend;
  const variables = { COLLOQUY_TABLE: table, COLLOQUY_TENANT: tenant };
  if (kms === undefined) {
    const { provider } = await createLocalKeys({ directory, header, tenant });
    await provider.close();
    return { ...variables, COLLOQUY_KEYS: directory };
  }
  await using provider = new AwsKmsKeyProvider({ keyId: kms.keyId, clientSettings: kms.client });
  const vault = new FileKeyVault({ directory });
  await createKeys({ header, vault, provider, tenant });
  return { ...variables, COLLOQUY_KMS_KEY_ID: kms.keyId, COLLOQUY_VAULT: await vaultText(tenant, vault) };
}
