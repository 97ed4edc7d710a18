import {
  createDialogueStore,
  openKeys,
  openLocalKeys,
  type CallOptions,
  type DialogueStore,
  type KeyProvider,
  type Keyring,
  type StoreHeaderPort,
} from '@colloquy/core';
import { AwsKmsKeyProvider } from '@colloquy/keys-kms';
import { openDynamoStore } from '@colloquy/store-dynamo';
import { EnvironmentVault } from './EnvironmentVault.ts';
import type { Settings } from './settings.ts';

/** What all invocations of an environment share. Lambda ends an environment without a word, so nothing rests on closing it. */
export interface Service extends AsyncDisposable {
  readonly dialogues: DialogueStore;
}

interface Keys {
  readonly keyring: Keyring;
  readonly provider: KeyProvider;
}

async function keysOf({ tenant, keys }: Settings, header: StoreHeaderPort, call: CallOptions): Promise<Keys> {
  if ('directory' in keys) return openLocalKeys({ directory: keys.directory, header, tenant }, call);
  const vault = new EnvironmentVault(tenant, keys.vault);
  const provider = new AwsKmsKeyProvider({ keyId: keys.keyId, clientSettings: keys.client });
  try {
    return { keyring: await openKeys({ header, vault, provider, tenant }, call), provider };
  } catch (error) {
    await provider.close();
    throw error;
  }
}

/**
 * Opens the store for reading and writing dialogues. Makes neither table nor keys: a function has no right to. Has no timers.
 *
 * @throws ColloquyError as `openDynamoStore` without setup, `openKeys`, `openLocalKeys` do; the reason of the signal
 */
export async function openService(settings: Settings, call: CallOptions = {}): Promise<Service> {
  const backend = await openDynamoStore({ table: settings.table, config: settings.client, setup: false }, call);
  try {
    const { keyring, provider } = await keysOf(settings, backend.header, call);
    return {
      dialogues: createDialogueStore({ backend, keyring }),
      [Symbol.asyncDispose]: async () => {
        await provider.close();
        await backend.close();
      },
    };
  } catch (error) {
    await backend.close();
    throw error;
  }
}
