import type { DialogueId } from '../address/DialogueId.ts';
import type { Scoped } from './PartitionScoped.ts';
import type { ResidenceStatus } from './MigrationPort.ts';
import type { CallOptions, Head, LogEntry, StoredRecord } from './PartitionStore.ts';

/** A part of a dialogue as it is stored, byte for byte: nothing is opened, so no data key is needed to move it. */
export type EncryptedBatch = Scoped<{
  readonly records: readonly StoredRecord[];
  readonly entries: readonly LogEntry[];
  /** With the last batch only. */
  readonly head: Head | undefined;
  /** Pass it on to get the next batch; absent after the last one. Opaque. */
  readonly cursor: string | undefined;
}>;

/** Whether a log is one unbroken chain from its genesis to its head. */
export type ChainContinuity = Scoped<{
  readonly continuous: boolean;
  /** n of the first entry that does not follow; absent when continuous. */
  readonly brokenAt: number | undefined;
}>;

/**
 * Moving dialogues between stores: administration, beside the partition traits because it lists partitions and writes bytes that no
 * commit made. Records, log, head and wrapped keys travel unchanged; the log's own `migrate.*` entries, signed, decide which store
 * is active, so two of them never are.
 *
 * No backend implements it yet. Its laws are numbered when the first one does; until then these types say what it will look like,
 * and may change.
 */
export interface MigrationStore {
  /** The dialogues of this store, in id order. */
  listPartitions(
    page: { readonly limit: number; readonly cursor?: string } & CallOptions,
  ): Promise<{ readonly ids: readonly DialogueId[]; readonly cursor: string | undefined }>;
  exportEncryptedBatch(id: DialogueId, cursor: string | undefined, options?: CallOptions): Promise<EncryptedBatch>;
  /** Refused unless the dialogue was claimed under this move. */
  importEncryptedBatch(id: DialogueId, moveId: string, batch: EncryptedBatch, options?: CallOptions): Promise<void>;
  verifyChainContinuity(id: DialogueId, options?: CallOptions): Promise<ChainContinuity>;
  /** Reserves an absent dialogue for a move; the same move may claim it again. */
  claim(
    id: DialogueId,
    moveId: string,
    options?: CallOptions,
  ): Promise<Scoped<{ readonly status: ResidenceStatus | 'active' }>>;
  /** In one transaction with the `migrate.in` entry: from importing to active. */
  activate(id: DialogueId, moveId: string, entry: LogEntry, options?: CallOptions): Promise<void>;
  /** Removes the records of a dialogue that has moved away; its head and log stay, so that nobody starts over at n = 1. */
  purge(id: DialogueId, moveId: string, options?: CallOptions): Promise<void>;
}
