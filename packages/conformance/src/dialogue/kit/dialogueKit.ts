import { MemoryKeyVault, openKeys, type KeysOptions } from '@colloquy/core';
import {
  createTestDialogueStore,
  createTestKeyOperations,
  createTestKeyring,
  createTestRecovery,
  envelopeCodec,
  seededSources,
  SeededKeyProvider,
} from '@colloquy/core/testing';
import type { AdapterKit, Fixture } from '../../kit/AdapterKit.ts';
import { memoryKit } from '../../memory/memoryKit.ts';
import { intercept } from '../support/intercept.ts';
import type {
  DialogueFixture,
  DialogueKit,
  OpenOptions,
  OperationsOptions,
  RecoveryTestOptions,
} from './DialogueFixture.ts';

/** Seeds of keys and of the suite's own sealing: apart from those of the stores, which count from 1. */
const keySeed = 1_000_000;
const ownSeed = 1_000_001;
const administratorSeed = 2_000_000;

/**
 * Joins a backend's kit with keys, so that the laws of commit log and dialogue store can run over it.
 *
 * @example
 * const kit = dialogueKit(memoryKit({ transactionLimit: 7 }));
 * registerLaws({ kit, laws: dialogueLaws, runner: { describe, test } });
 */
export function dialogueKit(adapter: AdapterKit): DialogueKit {
  return {
    name: `dialogues on ${adapter.name}`,
    capabilities: adapter.capabilities,
    create: async () => createFixture(await adapter.create()),
  };
}

async function createFixture(adapter: Fixture): Promise<DialogueFixture> {
  const provider = new SeededKeyProvider(seededSources({ seed: keySeed }).randomBytes);
  const keys: KeysOptions = { header: adapter.store.header, vault: new MemoryKeyVault(), provider, tenant: 'tests' };
  const keyring = await createTestKeyring(keys);
  const references: DialogueFixture[] = [];
  let [stores, administrators] = [0, 0];

  return {
    adapter,
    backend: adapter.store,
    probe: adapter.probe,
    keyring,
    keys,
    codec: envelopeCodec({ randomBytes: seededSources({ seed: ownSeed }).randomBytes }),
    store: (options: OpenOptions = {}) => {
      const { backend = adapter.store, sources = seededSources({ seed: (stores += 1) }), ...rest } = options;
      return createTestDialogueStore({ backend, keyring, sources, ...rest });
    },
    openKeyring: () => openKeys(keys),
    operations: (options: OperationsOptions = {}) => {
      const { backend = adapter.store, sources, ...rest } = options;
      return createTestKeyOperations({
        keyring,
        sources: sources ?? seededSources({ seed: administratorSeed + (administrators += 1) }),
        ...rest,
        // What stands in the way of a partition says nothing of the list.
        backend: {
          ...intercept(backend, {}),
          dialogueIds: (call) => adapter.store.dialogueIds(call),
          ...(adapter.store.migration === undefined ? {} : { migration: adapter.store.migration }),
        },
        keys: { ...keys, ...options.keys },
      });
    },
    recovery: (options: RecoveryTestOptions = {}) =>
      createTestRecovery({
        backend: adapter.store,
        keyring,
        sources: seededSources({ seed: administratorSeed + (administrators += 1) }),
        ...options,
      }),
    reference: async () => {
      const reference = await createFixture(await memoryKit().create());
      references.push(reference);
      return reference;
    },
    close: async () => {
      for (const reference of references.splice(0)) await reference.close();
      await adapter.close();
    },
  };
}
