import type { DialogueId } from '../address/DialogueId.ts';
import { canonicalJson, sha256Hex, utf8Bytes } from '../bytes/index.ts';
import { ColloquyError } from '../errors/index.ts';
import { attributesDigest } from '../log/index.ts';
import type { MigrationBackend, Residence } from '../traits/MigrationPort.ts';
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
}

/** @throws ColloquyError `dialogue_not_found` when nothing stands there; `revision_conflict` */
export async function readStanding(
  backend: PartitionStore & RepairBackend & MigrationBackend,
  id: DialogueId,
  options: CallOptions,
): Promise<Standing> {
  const pending = (await backend.repair?.pending(id, options))?.pending ?? 'none';
  const standing = pending === 'torn' ? await withoutRecords(backend, id, options) : await whole(backend, id, options);
  const { head, log, records } = standing;
  if (head === undefined && log.length === 0 && records.length === 0) {
    throw new ColloquyError('dialogue_not_found', `There is no dialogue ${id} here.`, { context: { dialogueId: id } });
  }
  const residence = (await backend.migration?.residence(id, options))?.residence ?? null;
  return { ...standing, pending, residence };
}

async function whole(
  backend: PartitionStore,
  id: DialogueId,
  options: CallOptions,
): Promise<Omit<Standing, 'pending' | 'residence'>> {
  const { load, log } = await readEverything(backend, id, options);
  return { head: load.head, log, records: load.records };
}

async function withoutRecords(
  backend: PartitionStore,
  id: DialogueId,
  options: CallOptions,
): Promise<Omit<Standing, 'pending' | 'residence'>> {
  const log: LogEntry[] = [];
  for await (const entry of readLog(backend, id, options)) log.push(entry);
  return { head: await backend.head(id, options), log, records: [] };
}

/** SHA-256 over all of it but the residence, which is physical: equal digests, equal bytes. */
export function digestOfStanding({ head, log, records, pending }: Omit<Standing, 'residence'>): string {
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
