import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import type { Json } from '../bytes/index.ts';
import { integrityError } from '../store/integrity.ts';
import { reattestKey } from '../store/physicalKeys.ts';
import type { OpenedRecord } from '../store/records.ts';
import type { OpenedEach } from './openEach.ts';

/**
 * How a record stands after a torn restore. `behind`: in an older version than the log's end says. `ahead`: in a version that an entry
 * wrote which is lost. `missing`: not at all.
 */
export type TornState = 'behind' | 'ahead' | 'missing';

/** A record that is not what the log's end says, in a way that a torn restore explains. */
export interface TornRecord {
  readonly key: RecordKey;
  readonly state: TornState;
  /** n of the entry that wrote what stands there; 0 for nothing, and for a wrapped key whose entry is lost. */
  readonly stands: number;
  /** n of the entry that wrote it last, as the log says; 0 when no entry of the log did. */
  readonly log: number;
}

/** What the record of a reattestation says, sealed: what was accepted, what was lost, by whom and why. */
export interface ReattestStatement {
  /** Why, in the operator's words. */
  readonly reason: string;
  /** The digest of the diagnosis that it was done upon, lowercase hexadecimal. */
  readonly diagnosis: string;
  /** The head that stood there; null for none. `hash` is its entry hash. */
  readonly head: { readonly n: number; readonly hash: string } | null;
  /** Each record that was accepted in another version than the log said, or was missing. */
  readonly records: readonly TornRecord[];
  /** Entries that are known to have been written and are not in the log any more: from n to n. */
  readonly lostEntries: { readonly from: number; readonly to: number } | null;
  /** Entries that stood behind a gap, and were removed. */
  readonly removedEntries: readonly { readonly n: number; readonly hash: string }[];
  /** True when the records were those of the head's tag, so that nothing but entries was lost. */
  readonly complete: boolean;
  /** Data keys that were lost before anything that stands was sealed under them, and were made anew under their number. */
  readonly keysMade: readonly RecordKey[];
  /** Entities whose number of events was raised to that of the events that stand. */
  readonly recounted: readonly RecordKey[];
  /** Keys that something still names and nothing stands under: their numbers stay taken. */
  readonly reserved: readonly RecordKey[];
  /** Events of a round that is lost: taken out of its way, and kept here. */
  readonly orphans: readonly { readonly key: RecordKey; readonly n: number; readonly entity: Json }[];
  /** What an anchor or an open handle knew of a later state, and was accepted to be lost. */
  readonly rolledBack: readonly string[];
}

/** An entry of the log that accepted what a torn restore had left. */
export interface Reattestation {
  readonly n: number;
  /** Milliseconds since the Unix epoch, by the clock of whoever did it. */
  readonly time: number;
  readonly actor: string;
  /** Absent when the record cannot be opened, such as in an erased dialogue. */
  readonly statement?: ReattestStatement;
}

export const statementVersion = 1;

/** The entry with its statement, if that was opened. */
export function withStatement(
  id: DialogueId,
  entry: Omit<Reattestation, 'statement'>,
  opened: OpenedEach['opened'],
): Reattestation {
  const found = opened.get(reattestKey(entry.n));
  return found === undefined ? entry : { ...entry, statement: statementOf(id, found.plain) };
}

/** @throws ColloquyError `integrity_error` for a record of another form */
function statementOf(id: DialogueId, { key, v, payload }: OpenedRecord): ReattestStatement {
  const isStatement = typeof payload === 'object' && payload !== null && 'diagnosis' in payload;
  // Authentic, and of the version that this release writes: the form is the one below.
  if (isStatement && v === statementVersion) return payload as unknown as ReattestStatement;
  throw integrityError(id, 'entity', `${key} is not the statement of a reattestation.`, { key });
}
