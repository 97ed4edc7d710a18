import type { DialogueId } from '../address/DialogueId.ts';
import type { PayloadCodec } from '../codec/index.ts';
import type { Keyring } from '../keys/Keyring.ts';
import type { Sources } from '../sources.ts';
import type { MoverKeys } from '../move/MoverKeys.ts';
import type { RegisterGuard } from '../move/register/RegisterGuard.ts';
import type { MovedNotice } from '../traits/DialogueStore.ts';
import type { MigrationBackend } from '../traits/MigrationPort.ts';
import type { PartitionStore } from '../traits/PartitionStore.ts';
import type { JudgedHead } from './boundaryHead.ts';
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
  readonly backend: PartitionStore & MigrationBackend;
  readonly codec: PayloadCodec;
  readonly keyring: Keyring;
  readonly sources: Sources;
  /** Token in the log entries this store writes. */
  readonly actor: string;
  /** How often a write starts over after a conflict. */
  readonly maxAttempts: number;
  readonly keys: Pick<BoundedMap<DialogueId, DialogueKeys>, 'get' | 'set' | 'clear'>;
  readonly seen: BoundedMap<DialogueId, SeenHead>;
  /** The keys of those who may move dialogues. */
  readonly movers: MoverKeys;
  /** Where the store was opened with a register of moves. */
  readonly register: RegisterGuard | undefined;
  /** The last boundary head of a dialogue that was believed. */
  readonly boundaries: BoundedMap<DialogueId, JudgedHead>;
  /** What a read of a dialogue does that has left this store. */
  readonly retired: 'read' | 'refuse';
  readonly onMoved: ((notice: MovedNotice) => void) | undefined;
  /** The last move of a dialogue that was told, by its id. */
  readonly told: BoundedMap<DialogueId, string>;
}
