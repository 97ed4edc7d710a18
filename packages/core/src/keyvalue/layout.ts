import { compareAscii } from '../bytes/index.ts';
import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import type { Change, Commit, Head, LogEntry, StoredRecord } from '../traits/PartitionStore.ts';
import type { EngineItem, EnginePlace } from './Engine.ts';

/** The sort key of a head. `#` is below every letter, with which the keys of records begin: the head comes first in its partition. */
export const headSort = '#head';

/**
 * Where things lie in the engine. Records and head share the dialogue's partition, so that one query loads both; log and redo chunks
 * have their own, so that loading does not read them.
 */
export const place = {
  storeHeader: (): EnginePlace => ({ partition: 'store', sort: 'header' }),
  head: (id: DialogueId): EnginePlace => ({ partition: `dialogue#${id}`, sort: headSort }),
  record: (id: DialogueId, key: RecordKey): EnginePlace => ({ partition: `dialogue#${id}`, sort: key }),
  entry: (id: DialogueId, n: number): EnginePlace => ({ partition: `log#${id}`, sort: numbered(n) }),
  chunk: (id: DialogueId, commitId: string, index: number): EnginePlace => ({
    partition: `redo#${id}`,
    sort: `${commitId}#${numbered(index)}`,
  }),
} as const;

/** The dialogues that partitions belong to, in byte order. An id holds no `#`. */
export function dialogueIdsOf(partitions: readonly string[]): readonly string[] {
  const ids = partitions.flatMap((partition) => /^(?:dialogue|log|redo)#(.*)$/.exec(partition)?.[1] ?? []);
  return [...new Set(ids)].sort(compareAscii);
}

/** Sixteen digits: byte order is number order up to 2^53. */
export function numbered(n: number): string {
  return String(n).padStart(16, '0');
}

/** The mark of a large commit whose records are not all in their places. Physical: in no hash and in no answer. */
export interface Pending {
  readonly commitId: string;
  readonly chunks: number;
}

/** The head as stored. The pending mark is spread over two plain fields, so that conditions can name them. */
export interface StoredHead extends Head {
  readonly pendingCommitId?: string;
  readonly pendingChunks?: number;
}

export function pendingOf(head: StoredHead | undefined): Pending | undefined {
  if (head?.pendingCommitId === undefined || head.pendingChunks === undefined) return undefined;
  return { commitId: head.pendingCommitId, chunks: head.pendingChunks };
}

/** What callers see of a head. */
export function publicHead(head: StoredHead): Head {
  return { n: head.n, commitId: head.commitId, header: head.header, auth: head.auth };
}

export function headItem(commit: Commit, pending?: Pending): EngineItem {
  const { n, commitId, header, auth } = commit;
  const head = { n, commitId, header, auth };
  return pending === undefined ? head : { ...head, pendingCommitId: pending.commitId, pendingChunks: pending.chunks };
}

export function entryItem(commit: Commit): EngineItem {
  const { n, commitId, header, body, auth } = commit;
  return { n, commitId, header, body, auth };
}

export function recordItem(change: Change | StoredRecord): EngineItem {
  const { key, digest, attributes, envelope } = change;
  return { key, digest, attributes, envelope };
}

// What the engine returns is what the functions above put in.
export const asHead = (item: EngineItem | undefined): StoredHead | undefined => item as StoredHead | undefined;
export const asEntry = (item: EngineItem | undefined): LogEntry | undefined => item as LogEntry | undefined;
export const asRecord = (item: EngineItem | undefined): StoredRecord | undefined => item as StoredRecord | undefined;
export const asChunk = (item: EngineItem | undefined): { readonly changes: readonly StoredRecord[] } | undefined =>
  item as { readonly changes: readonly StoredRecord[] } | undefined;
