import { dialogueId, type DialogueId } from '../../../src/address/DialogueId.ts';
import { createKeys } from '../../../src/keys/createKeys.ts';
import { EphemeralKeyProvider } from '../../../src/keys/EphemeralKeyProvider.ts';
import { MemoryKeyVault } from '../../../src/keys/MemoryKeyVault.ts';
import type { Keyring } from '../../../src/keys/Keyring.ts';
import { openKeys } from '../../../src/keys/openKeys.ts';
import { MemoryEngine, MemoryPartitionStore } from '../../../src/memory/index.ts';
import type { KeyOperations } from '../../../src/operations/index.ts';
import type { Sources } from '../../../src/sources.ts';
import { createTestDialogueStore, createTestKeyOperations, seededSources } from '../../../src/testing/index.ts';
import type { DialogueStore } from '../../../src/traits/DialogueStore.ts';

export const id: DialogueId = dialogueId('key-work');

/** A store in memory with keys of its own, and everything that administers them. */
export class KeyBench {
  readonly engine = new MemoryEngine();
  readonly backend: MemoryPartitionStore;
  readonly vault = new MemoryKeyVault();
  readonly provider = new EphemeralKeyProvider();
  readonly tenant = 'tests';
  #seed = 0;

  constructor(transactionLimit?: number) {
    this.backend = new MemoryPartitionStore({
      engine: this.engine,
      ...(transactionLimit === undefined ? {} : { transactionLimit }),
    });
  }

  get keys() {
    return { header: this.backend.header, vault: this.vault, provider: this.provider, tenant: this.tenant };
  }

  sources(): Sources {
    return seededSources({ seed: (this.#seed += 1) });
  }

  async keyring(): Promise<Keyring> {
    return (await this.backend.header.read()) === undefined ? createKeys(this.keys) : openKeys(this.keys);
  }

  /** A store with nothing remembered. */
  async store(): Promise<DialogueStore> {
    return createTestDialogueStore({ backend: this.backend, keyring: await this.keyring(), sources: this.sources() });
  }

  async operations(keyring?: Keyring): Promise<KeyOperations> {
    const { backend, keys } = this;
    return createTestKeyOperations({
      backend,
      keys,
      keyring: keyring ?? (await this.keyring()),
      sources: this.sources(),
    });
  }
}

/** A dialogue with an expert, a round and `items` perspectives, most of them by repeatable calls. */
export async function fill(store: DialogueStore, items = 3): Promise<void> {
  await store.create(id, { title: 'About keys' }, { operationId: 'create' });
  await store.registerExpert(id, {
    slug: 'brioche',
    role: 'Keeper of keys',
    tier: 'Core',
    source: 'pool',
    relevance: 1,
  });
  await store.createRound(id, { round: 0, title: 'Only one', panel: [{ slug: 'brioche', source: 'retained' }] });
  for (let at = 0; at < items; at++) {
    await store.registerItem(id, {
      type: 'perspective',
      round: 0,
      label: `Perspective ${at}`,
      content: 'What is sealed stays sealed.',
      contributors: ['brioche'],
    });
  }
}
