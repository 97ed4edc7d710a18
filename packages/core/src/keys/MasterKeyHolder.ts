import type { CallOptions } from '../traits/PartitionStore.ts';

/**
 * What a key provider offers besides when its master key lies with the user, and not in a key service: it can be told apart from
 * others by an id, and it can be made.
 */
export interface MasterKeyHolder {
  /**
   * The id that the store header records. Not secret.
   *
   * @throws ColloquyError `key_missing`, and what the provider says of a key that it cannot use
   */
  masterKeyId(storeId: string, options?: CallOptions): Promise<string>;

  /** Makes the master key, if there is none. For the first start only: called by `createKeys`. */
  createMasterKey(options?: CallOptions): Promise<void>;
}

/** What a vault offers besides when it can tell whether anything at all is in it. */
export interface TenantList {
  /** Every tenant that has an epoch, in byte order. */
  tenants(options?: CallOptions): Promise<readonly string[]>;
}

/** What a key provider offers besides when its material opens for one store only, so that a first start is carried on under the same id. */
export interface StoreBound {
  /** The id of the store that the material was made for; undefined when it is no material of this provider. */
  storeIdOf(material: Uint8Array): string | undefined;
}
