import { compareAscii } from '../bytes/index.ts';
import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { refuseUnder, type ResidedCall } from '../adapter/refuseUnder.ts';
import type { Residence, ResidenceStatus } from '../traits/MigrationPort.ts';
import type { Change, Head, LogEntry, StoredRecord } from '../traits/PartitionStore.ts';
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

/**
 * The head as stored. The pending mark is spread over two plain fields, so that conditions can name them; so is the residence (`residence`, `move`),
 * which is read by {@link residenceOf}.
 */
export interface StoredHead extends Head {
  readonly pendingCommitId?: string;
  readonly pendingChunks?: number;
}

export function pendingOf(head: StoredHead | undefined): Pending | undefined {
  if (head?.pendingCommitId === undefined || head.pendingChunks === undefined) return undefined;
  return { commitId: head.pendingCommitId, chunks: head.pendingChunks };
}

/** What stands beside the head in its row. */
export function residenceOf(item: EngineItem | undefined): Residence | null {
  const status = item?.['residence'];
  const move = item?.['move'];
  return typeof status === 'string' && typeof move === 'string' ? { status: status as ResidenceStatus, move } : null;
}

/** A residence as the fields that it is in the row of the head; each undefined where there is none, as a condition asks for it. */
export function residenceFields(residence: Residence | null): {
  readonly residence: ResidenceStatus | undefined;
  readonly move: string | undefined;
} {
  return { residence: residence?.status, move: residence?.move };
}

/**
 * The head of a row whose residence lets the call pass (MG-ANSWER-01).
 *
 * @throws ColloquyError `dialogue_moving`, `dialogue_moved`
 */
export function headFor(call: ResidedCall, id: DialogueId, item: EngineItem | undefined): StoredHead | undefined {
  const head = asHead(item);
  refuseUnder(call, id, residenceOf(item), head?.n ?? 0);
  return head;
}

/** What callers see of a head. */
export function publicHead(head: StoredHead): Head {
  return { n: head.n, commitId: head.commitId, header: head.header, auth: head.auth };
}

export function headItem(commit: Head, pending?: Pending): EngineItem {
  const { n, commitId, header, auth } = commit;
  const head = { n, commitId, header, auth };
  return pending === undefined ? head : { ...head, pendingCommitId: pending.commitId, pendingChunks: pending.chunks };
}

export function entryItem(commit: LogEntry): EngineItem {
  const { n, commitId, header, body, auth } = commit;
  return { n, commitId, header, body, auth };
}

export function recordItem(change: Change | StoredRecord): EngineItem {
  const { key, digest, attributes, envelope } = change;
  return { key, digest, attributes, envelope };
}

// What the engine returns is what the functions above put in.
/** The head of a row; undefined also where there is a row without one: a claim over nothing has no n. */
export const asHead = (item: EngineItem | undefined): StoredHead | undefined =>
  item?.['n'] === undefined ? undefined : (item as unknown as StoredHead);
export const asEntry = (item: EngineItem | undefined): LogEntry | undefined => item as LogEntry | undefined;
export const asRecord = (item: EngineItem | undefined): StoredRecord | undefined => item as StoredRecord | undefined;
export const asChunk = (item: EngineItem | undefined): { readonly changes: readonly StoredRecord[] } | undefined =>
  item as { readonly changes: readonly StoredRecord[] } | undefined;
