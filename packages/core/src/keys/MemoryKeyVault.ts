import type { CallOptions } from '../traits/PartitionStore.ts';
import type { KeyVault } from '../traits/KeyVault.ts';

/** A key vault that lives and dies with the process: for tests and trials. */
export class MemoryKeyVault implements KeyVault {
  readonly #tenants = new Map<string, Map<number, Uint8Array>>();

  async get(tenant: string, epoch: number, options?: CallOptions): Promise<Uint8Array | undefined> {
    options?.signal?.throwIfAborted();
    const material = this.#tenants.get(tenant)?.get(epoch);
    return material && new Uint8Array(material);
  }

  async putIfAbsent(tenant: string, epoch: number, material: Uint8Array, options?: CallOptions): Promise<Uint8Array> {
    options?.signal?.throwIfAborted();
    let epochs = this.#tenants.get(tenant);
    if (epochs === undefined) {
      epochs = new Map();
      this.#tenants.set(tenant, epochs);
    }
    let stored = epochs.get(epoch);
    if (stored === undefined) {
      stored = new Uint8Array(material);
      epochs.set(epoch, stored);
    }
    return new Uint8Array(stored);
  }

  async remove(tenant: string, epoch: number, options?: CallOptions): Promise<void> {
    options?.signal?.throwIfAborted();
    this.#tenants.get(tenant)?.delete(epoch);
  }

  async epochs(tenant: string, options?: CallOptions): Promise<readonly number[]> {
    options?.signal?.throwIfAborted();
    return [...(this.#tenants.get(tenant)?.keys() ?? [])].sort((a, b) => a - b);
  }
}
