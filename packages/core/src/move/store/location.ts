import type { DialogueId } from '../../address/DialogueId.ts';
import { bytesEqual, toHex } from '../../bytes/index.ts';
import { entryHash, parseHeader, type EntryHeader } from '../../log/index.ts';
import type { Residence } from '../../traits/MigrationPort.ts';
import type { Contradiction, MoveState, LocatedHead, Location } from '../../traits/MigrationStore.ts';
import type { CallOptions, Head, LogEntry } from '../../traits/PartitionStore.ts';
import { scoped, type Scoped } from '../../traits/PartitionScoped.ts';
import { isBoundaryKind, parseBoundaryBody } from '../boundaryBody.ts';
import { contradicted } from '../refusals.ts';
import { parseResidenceText } from '../residenceText.ts';
import { portOf } from '../portOf.ts';
import type { StoreParts } from './StoreParts.ts';

/** What {@link Location} says, with the bytes that a transition needs. */
export interface Standing extends Location {
  /** As the backend has it; undefined where there is no entry behind the residence. */
  readonly raw: Head | undefined;
  readonly header: EntryHeader | undefined;
}

/**
 * What a store is to a dialogue: one `residence`, and one `log` where there is a head.
 *
 * @throws ColloquyError `integrity_error`, reason `boundary` of a head that is no entry, `mover_unknown` of one that no pinned key has
 * signed; `move_refused`, reason `no_capability`; what the backend throws
 */
export async function locate(parts: StoreParts, id: DialogueId, call?: CallOptions): Promise<Scoped<Standing>> {
  const port = portOf(parts.backend, id);
  const { head: raw, residence, pending } = await port.residence(id, call);
  const text = residence === null ? undefined : parseResidenceText(residence.move);
  const header = raw && headerOf(id, raw);
  const boundary = raw && header && (await boundaryOf(parts, id, raw, header, call));
  const logId = boundary?.body.logId ?? (raw === undefined ? text?.logId : await logIdOf(parts, id, call));
  const contradiction = contradictionOf(residence, header, boundary?.body.moveId);
  return scoped(id, {
    state: stateOf(residence, header, contradiction),
    head: raw && header && located(raw, header),
    residence,
    text,
    boundary,
    logId,
    pending,
    contradiction,
    raw,
    header,
  });
}

function headerOf(id: DialogueId, { n, commitId, header }: Head): EntryHeader {
  const read = parseHeader(header);
  if (read !== undefined && read.n === n && toHex(read.commitId) === commitId) return read;
  throw contradicted(id, 'boundary', `The head of ${id} is no entry of a log. Nothing was written; ask the doctor.`, {
    n,
  });
}

function located({ n, commitId, header: bytes }: Head, { kind, epoch }: EntryHeader): LocatedHead {
  return { n, commitId, hash: toHex(entryHash(bytes)), kind, epoch };
}

/** The entry behind a boundary head, believed by its signature. */
async function boundaryOf(
  parts: StoreParts,
  id: DialogueId,
  head: Head,
  { kind }: EntryHeader,
  call?: CallOptions,
): Promise<Location['boundary']> {
  if (!isBoundaryKind(kind)) return undefined;
  const entry = await entryAt(parts, id, head.n, call);
  if (entry === undefined || !bytesEqual(entry.header, head.header)) {
    const message = `The head of ${id} is not the entry at its number: a restore has torn them. Nothing was written; ask the doctor.`;
    throw contradicted(id, 'boundary', message, { n: head.n });
  }
  return { ...believed(parts, id, entry), entry };
}

/**
 * What a boundary entry says, if a pinned key has signed it.
 *
 * @throws ColloquyError `integrity_error`, reason `boundary` or `mover_unknown`
 */
export function believed(
  { movers }: Pick<StoreParts, 'movers'>,
  id: DialogueId,
  entry: LogEntry,
): Pick<NonNullable<Location['boundary']>, 'kind' | 'body'> {
  const { n } = entry;
  const header = parseHeader(entry.header);
  const kind = header?.kind ?? '';
  const body = isBoundaryKind(kind) ? parseBoundaryBody(kind, entry.body) : undefined;
  const trust = movers.judge(entryHash(entry.header), entry.auth);
  if (isBoundaryKind(kind) && body?.dialogueId === id && trust.trust === 'signed') return { kind, body };
  if (trust.trust === 'unknown') {
    const message = `Entry ${n} of ${id} is signed by the key ${trust.keyId}, which is not pinned: pin it, if it is a mover of yours. Nothing was written.`;
    throw contradicted(id, 'mover_unknown', message, { n, keyId: trust.keyId });
  }
  throw contradicted(
    id,
    'boundary',
    `Entry ${n} of ${id} is no boundary entry, or its signature is wrong. Nothing was written.`,
    {
      n,
    },
  );
}

/** The entry at n; undefined where there is none. */
export async function entryAt(
  { backend }: Pick<StoreParts, 'backend'>,
  id: DialogueId,
  n: number,
  call?: CallOptions,
): Promise<LogEntry | undefined> {
  const { entries } = await backend.log(id, n, 1, call);
  const [entry] = entries;
  return entry?.n === n ? entry : undefined;
}

async function logIdOf(parts: StoreParts, id: DialogueId, call?: CallOptions): Promise<string | undefined> {
  const first = await entryAt(parts, id, 1, call);
  const logId = first && parseHeader(first.header)?.logId;
  return logId && toHex(logId);
}

/**
 * How what is kept of a move beside a head contradicts it (MG-ANSWER-06).
 *
 * @param moveId of the head, where it is a boundary entry
 */
export function contradictionOf(
  residence: Residence | null,
  head: EntryHeader | undefined,
  moveId: string | undefined,
): Contradiction | undefined {
  const hasLeft = head?.kind === 'migrate.out';
  if (residence === null) return hasLeft ? 'residence_missing' : undefined;
  const text = parseResidenceText(residence.move);
  if (text === undefined) return 'residence_unreadable';
  // An arrival is over nothing, or over what an earlier move has left.
  if (residence.status === 'importing' || residence.status === 'aborted') {
    return head === undefined || hasLeft ? undefined : 'residence_of_another_head';
  }
  return hasLeft && text.moveId === moveId ? undefined : 'residence_of_another_head';
}

/** By the log where the two contradict each other. */
function stateOf(
  residence: Residence | null,
  head: EntryHeader | undefined,
  contradiction: Contradiction | undefined,
): MoveState {
  if (residence !== null && contradiction === undefined) return residence.status;
  if (head === undefined) return residence === null ? 'absent' : residence.status;
  return head.kind === 'migrate.out' ? 'moved' : 'active';
}
