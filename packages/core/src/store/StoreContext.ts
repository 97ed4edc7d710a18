import type { DialogueId } from '../address/DialogueId.ts';
import type { PayloadCodec } from '../codec/index.ts';
import type { Keyring } from '../keys/Keyring.ts';
import type { Sources } from '../sources.ts';
import type { PartitionStore } from '../traits/PartitionStore.ts';
import type { DialogueKeys } from './dialogueKeys.ts';
import type { BoundedMap } from './BoundedMap.ts';

/** The latest head of a dialogue that this store instance has believed. */
export interface SeenHead {
  readonly n: number;
  /** Entry hash, lowercase hexadecimal. */
  readonly hash: string;
}

/** What every operation of a dialogue store works with. */
export interface StoreContext {
  readonly backend: PartitionStore;
  readonly codec: PayloadCodec;
  readonly keyring: Keyring;
  readonly sources: Sources;
  /** Token in the log entries this store writes. */
  readonly actor: string;
  /** How often a write starts over after a conflict. */
  readonly maxAttempts: number;
  readonly keys: Pick<BoundedMap<DialogueId, DialogueKeys>, 'get' | 'set' | 'clear'>;
  readonly seen: BoundedMap<DialogueId, SeenHead>;
}
