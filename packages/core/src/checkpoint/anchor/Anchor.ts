import type { CallOptions } from '../../traits/PartitionStore.ts';

/**
 * A place away from the database where notes are kept: what is anchored there cannot be taken back by whoever can change the database.
 * A directory, an object store with retention, a transparency log, a mailbox.
 *
 * An anchor believes nothing and is not believed: who reads a note from it verifies the signature.
 */
export interface Anchor {
  /**
   * Keeps a checkpoint. Durable when it answers. The same note again changes nothing. May refuse one that contradicts what it keeps.
   */
  publish(note: string, options?: CallOptions): Promise<void>;

  /**
   * The kept note of this origin (`colloquy/v1/{logId}`, the first line of a checkpoint) with the highest n, as it was published;
   * undefined when there is none.
   */
  latest(origin: string, options?: CallOptions): Promise<string | Uint8Array | undefined>;
}
