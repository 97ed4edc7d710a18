import {
  FileKeyVault,
  LocalFileKeyProvider,
  localVaultDirectory,
  type AuditTrail,
  type KeysOptions,
  type StoreHeaderPort,
} from '@colloquy/core';
import type { Configuration, KeySettings } from './Configuration.ts';
import { loadAdapter } from './load.ts';

/** The parts of a configured set of keys; nothing is opened or made yet. The caller closes `provider`. */
export async function keyParts(
  { keys, tenant }: Pick<Configuration, 'keys' | 'tenant'>,
  header: StoreHeaderPort,
  audit?: AuditTrail,
): Promise<KeysOptions> {
  const vault = new FileKeyVault({ directory: vaultOf(keys) });
  return { header, vault, provider: await providerOf(keys), tenant, ...(audit === undefined ? {} : { audit }) };
}

function vaultOf(keys: KeySettings): string {
  return keys.provider === 'local' ? (keys.vault ?? localVaultDirectory(keys.directory)) : keys.vault;
}

async function providerOf(keys: KeySettings): Promise<KeysOptions['provider']> {
  if (keys.provider === 'local') return new LocalFileKeyProvider({ directory: keys.directory });
  const { AwsKmsKeyProvider } = await loadAdapter('aws-kms', () => import('@colloquy/keys-kms'));
  const { keyId, region, endpoint, leaseSeconds } = keys;
  return new AwsKmsKeyProvider({
    keyId,
    clientSettings: { ...(region === undefined ? {} : { region }), ...(endpoint === undefined ? {} : { endpoint }) },
    ...(leaseSeconds === undefined ? {} : { leaseSeconds }),
  });
}
