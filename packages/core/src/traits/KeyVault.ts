import type { CallOptions } from './PartitionStore.ts';

/**
 * Keeps, per tenant and epoch, what a {@link KeyProvider} needs to open the epoch: 1 to 1 024 bytes that are useless without the
 * provider's own key. It never lies in the data database or its backups.
 */
export interface KeyVault {
  /** The material of an epoch, or undefined. A fresh copy. Clauses: KV-GET-*. */
  get(tenant: string, epoch: number, options?: CallOptions): Promise<Uint8Array | undefined>;

  /**
   * Stores the material if the epoch has none, and answers with what stands there now: of several concurrent callers all get
   * the winner's. Clauses: KV-PUT-*.
   */
  putIfAbsent(tenant: string, epoch: number, material: Uint8Array, options?: CallOptions): Promise<Uint8Array>;

  /**
   * Removes the material of an epoch, for good: `get` answers undefined from then on, and `putIfAbsent` may put other material. Nothing
   * happens when there is none. Clauses: KV-REMOVE-*.
   */
  remove(tenant: string, epoch: number, options?: CallOptions): Promise<void>;

  /** The epochs of a tenant, ascending. Clauses: KV-LIST-*. */
  epochs(tenant: string, options?: CallOptions): Promise<readonly number[]>;
}
