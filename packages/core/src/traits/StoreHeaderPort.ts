import type { CallOptions } from './PartitionStore.ts';

/**
 * Where a store keeps its header: which store it is and which keys it was set up with. In the database of the store, beside the
 * partitions and reached by none of their calls. At most 64 KiB; the port does not look into it.
 *
 * Nothing here is secret. Who changes the header can keep the store from opening, and nothing more.
 */
export interface StoreHeaderPort {
  /** The header, or undefined before the first start. A fresh copy. */
  read(options?: CallOptions): Promise<Uint8Array | undefined>;

  /**
   * Stores the header if there is none, and answers with what stands there now: of several concurrent callers all get the winner's.
   * Durable when it answers.
   */
  putIfAbsent(bytes: Uint8Array, options?: CallOptions): Promise<Uint8Array>;

  /**
   * Puts `next` in the place of `previous` if that is still what stands there, byte for byte. False when it is not; then nothing has
   * changed. For a new epoch.
   */
  replace(previous: Uint8Array, next: Uint8Array, options?: CallOptions): Promise<boolean>;

  /**
   * True when the store holds any dialogue. A store with dialogues and without a header has lost it, and must not be taken for a
   * new one.
   */
  holdsData(options?: CallOptions): Promise<boolean>;
}
