import { ColloquyError } from '../errors/index.ts';
import type { KeyLease, KeyProvider } from '../traits/KeyProvider.ts';
import type { KeyVault } from '../traits/KeyVault.ts';
import type { StoreName } from '../move/boundaryBody.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import type { StoreHeaderPort } from '../traits/StoreHeaderPort.ts';
import { decodeStoreHeader, placeOf, type StoreHeader } from './storeHeader.ts';

interface Parts {
  readonly header: StoreHeaderPort;
  readonly vault: KeyVault;
  readonly provider: KeyProvider;
}

/**
 * Vault and provider as a keyring may see them: with the epochs that the header records, whatever else the vault holds, and only keys
 * that have the recorded id. An epoch that another process has added is found by reading the header again.
 */
export class PinnedEpochs {
  readonly #store: StoreHeader;
  readonly #parts: Parts;
  #kekIds: ReadonlyMap<number, string>;
  #successor: StoreHeader['successor'];

  constructor(store: StoreHeader, parts: Parts) {
    this.#store = store;
    this.#parts = parts;
    this.#kekIds = new Map(store.epochs);
    this.#successor = store.successor;
  }

  /** As the header said when it was last read: with every look for the newest epoch. */
  readonly successor = (): StoreName | undefined => {
    if (this.#successor === undefined) return undefined;
    const [place, name] = this.#successor;
    return { place, name };
  };

  readonly vault: KeyVault = {
    get: async (tenant, epoch, options) => {
      if (!this.#kekIds.has(epoch)) await this.#readAgain(options);
      const material = this.#kekIds.has(epoch) ? await this.#parts.vault.get(tenant, epoch, options) : undefined;
      // Destroyed by another process, which takes it out of the header first, or lost.
      if (material === undefined && this.#kekIds.has(epoch)) await this.#readAgain(options);
      if (!this.#kekIds.has(epoch)) throw notRecorded(tenant, epoch);
      return material;
    },
    putIfAbsent: async (tenant, epoch, material, options) =>
      this.#parts.vault.putIfAbsent(tenant, epoch, material, options),
    remove: async (tenant, epoch, options) => this.#parts.vault.remove(tenant, epoch, options),
    epochs: async (_tenant, options) => {
      await this.#readAgain(options);
      return [...this.#kekIds.keys()];
    },
  };

  get provider(): KeyProvider {
    const { provider } = this.#parts;
    return {
      name: provider.name,
      createEpoch: async (scope, options) => provider.createEpoch(scope, options),
      openEpoch: async (scope, material, options) => {
        const lease = await provider.openEpoch(scope, material, options);
        this.checkLease(scope.epoch, lease);
        return lease;
      },
      close: async () => provider.close(),
    };
  }

  /** @throws ColloquyError `vault_missing` for every epoch that is missing at once, and what the vault throws */
  async checkVault(options?: CallOptions): Promise<void> {
    const { tenant } = this.#store;
    const missing: number[] = [];
    for (const epoch of this.#kekIds.keys()) {
      if ((await this.#parts.vault.get(tenant, epoch, options)) === undefined) missing.push(epoch);
    }
    if (missing.length === 0) return;
    throw new ColloquyError(
      'vault_missing',
      `The key vault does not hold epoch ${missing.join(', ')} of tenant ${tenant}: restore the vault from its backup, or ` +
        'configure where it lies. A new one would open nothing of what is stored, so none is made.',
      { context: { tenant, epochs: missing } },
    );
  }

  /** @throws ColloquyError `wrong_key` */
  checkLease(epoch: number, { kekId }: KeyLease): void {
    const expected = this.#kekIds.get(epoch);
    if (kekId === expected) return;
    throw new ColloquyError(
      'wrong_key',
      `The key of epoch ${epoch} has the id ${kekId}, and the store was set up with ${expected}: the vault is that of another ` +
        'store, or the key provider is. Configure what belongs to this store, or restore it.',
      { context: { tenant: this.#store.tenant, epoch, expected, found: kekId } },
    );
  }

  /**
   * Takes in what another process has added or destroyed since. Ids and keys that are recorded stay as they were: a header that says
   * otherwise is not this store's.
   */
  async #readAgain(options?: CallOptions): Promise<void> {
    const bytes = await this.#parts.header.read(options);
    const now = bytes && decodeStoreHeader(bytes);
    const { storeId, tenant, umkId } = this.#store;
    const same =
      now !== undefined &&
      now.storeId === storeId &&
      now.tenant === tenant &&
      now.umkId === umkId &&
      placeOf(now) === placeOf(this.#store) &&
      now.epochs.every(([epoch, kekId]) => (this.#kekIds.get(epoch) ?? kekId) === kekId) &&
      latestOf(now.epochs) >= latestOf([...this.#kekIds]);
    if (!same) {
      throw new ColloquyError(
        'integrity_error',
        'The store header is no longer that of the store which was opened: restore the database.',
        { context: { tenant, storeId } },
      );
    }
    this.#kekIds = new Map(now.epochs);
    this.#successor = now.successor;
  }
}

/** Epochs are ascending, and one is never taken back while a later one is in use. */
function latestOf(epochs: StoreHeader['epochs']): number {
  return epochs.at(-1)?.[0] ?? 0;
}

function notRecorded(tenant: string, epoch: number): ColloquyError {
  return new ColloquyError(
    'integrity_error',
    `The store header records no epoch ${epoch}: it was destroyed, or an older database was put back. What asks for it is not of this state.`,
    { context: { tenant, epoch } },
  );
}
