import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { canonicalJson, sha256Hex, utf8Bytes } from '../bytes/index.ts';
import { ColloquyError } from '../errors/index.ts';
import { attributesDigest, parseHeader } from '../log/index.ts';
import { isBoundaryKind, parseBoundaryBody } from '../move/boundaryBody.ts';
import { contradictionOf } from '../move/store/location.ts';
import type { MigrationBackend, Residence } from '../traits/MigrationPort.ts';
import type { Contradiction } from '../traits/MigrationStore.ts';
import type { CallOptions, Head, LogEntry, PartitionStore, StoredRecord } from '../traits/PartitionStore.ts';
import type { Pending, RepairBackend } from '../traits/RepairPort.ts';
import { readEverything } from '../verify/readEverything.ts';
import { readLog } from '../verify/readLog.ts';

/** Everything that stands in the partition of a dialogue, as it was read at one moment. */
export interface Standing {
  readonly head: Head | undefined;
  readonly log: readonly LogEntry[];
  /** In key order; none when {@link pending} is `torn`, because then the backend does not give them out. */
  readonly records: readonly StoredRecord[];
  readonly pending: Pending;
  /** What the backend keeps of a move; null for none, and where it knows of no moves. */
  readonly residence: Residence | null;
  /** How that contradicts the head; undefined where it does not (MG-ANSWER-06). */
  readonly contradiction: Contradiction | undefined;
}

/** What is read of a partition whatever is kept of a move. */
type Rows = Pick<Standing, 'head' | 'log' | 'records'>;

/** @throws ColloquyError `dialogue_not_found` when nothing stands there; `revision_conflict` */
export async function readStanding(
  backend: PartitionStore & RepairBackend & MigrationBackend,
  id: DialogueId,
  options: CallOptions,
): Promise<Standing> {
  const shut = await contradicted(backend, id, options);
  const pending = shut === undefined ? ((await backend.repair?.pending(id, options))?.pending ?? 'none') : 'none';
  const standing =
    shut ?? (pending === 'torn' ? await withoutRecords(backend, id, options) : await whole(backend, id, options));
  const { head, log, records } = standing;
  if (head === undefined && log.length === 0 && records.length === 0) {
    throw new ColloquyError('dialogue_not_found', `There is no dialogue ${id} here.`, { context: { dialogueId: id } });
  }
  const now = await backend.migration?.residence(id, options);
  const residence = now?.residence ?? null;
  // It may have left since: then nothing contradicts what was read.
  const isSame = now?.head?.n === head?.n && now?.head?.commitId === head?.commitId;
  return { ...standing, pending, residence, contradiction: isSame ? contradictionIn(standing, residence) : undefined };
}

/**
 * What stands in a partition whose residence shuts readers out although the head contradicts it: nobody else would name it. Undefined where
 * the backend serves readers, or is right not to.
 */
async function contradicted(
  backend: PartitionStore & MigrationBackend,
  id: DialogueId,
  options: CallOptions,
): Promise<Rows | undefined> {
  const port = backend.migration;
  if (port === undefined) return undefined;
  const { head, residence } = await port.residence(id, options);
  if (head === undefined || residence === null || residence.status === 'moved') return undefined;
  const log: LogEntry[] = [];
  for await (const entry of readLog(backend, id, options)) log.push(entry);
  if (contradictionIn({ head, log }, residence) === undefined) return undefined;
  const records: StoredRecord[] = [];
  for (let after: RecordKey | undefined; ;) {
    const batch = await port.exportBatch(id, after, options);
    records.push(...batch.records);
    if (batch.next === undefined) return { head, log, records };
    after = batch.next;
  }
}

/** How what is kept of a move beside the head contradicts it (MG-ANSWER-06). Whose signature the head has does not matter for that. */
function contradictionIn(
  { head, log }: Pick<Rows, 'head' | 'log'>,
  residence: Residence | null,
): Contradiction | undefined {
  const header = head && parseHeader(head.header);
  const entry = head && log.find(({ n }) => n === head.n);
  const kind = header?.kind ?? '';
  const body = entry && isBoundaryKind(kind) ? parseBoundaryBody(kind, entry.body) : undefined;
  return contradictionOf(residence, header, body?.moveId);
}

async function whole(backend: PartitionStore, id: DialogueId, options: CallOptions): Promise<Rows> {
  const { load, log } = await readEverything(backend, id, options);
  return { head: load.head, log, records: load.records };
}

async function withoutRecords(backend: PartitionStore, id: DialogueId, options: CallOptions): Promise<Rows> {
  const log: LogEntry[] = [];
  for await (const entry of readLog(backend, id, options)) log.push(entry);
  return { head: await backend.head(id, options), log, records: [] };
}

/** SHA-256 over all of it but the residence, which is physical: equal digests, equal bytes. */
export function digestOfStanding({ head, log, records, pending }: Rows & Pick<Standing, 'pending'>): string {
  const headOf = ({ n, commitId, header, auth }: Head) => [n, commitId, sha256Hex(header), sha256Hex(auth)];
  const parts = [
    head === undefined ? [] : headOf(head),
    log.map((entry) => [...headOf(entry), sha256Hex(entry.body)]),
    records.map(({ key, digest, attributes, envelope }) => {
      return [key, digest, attributesDigest(attributes), sha256Hex(envelope)];
    }),
    // Whether a whole one is finished yet is physical, and reading finishes it.
    pending === 'torn',
  ];
  return sha256Hex(utf8Bytes(canonicalJson(parts)));
}
