import type { DialogueId } from '../address/DialogueId.ts';
import type { Residence, ResidenceStatus } from '../traits/MigrationPort.ts';
import type { Head } from '../traits/PartitionStore.ts';
import { damaged, toHead, type HeadRow } from './rows.ts';

/** The columns of a row of heads that say where the dialogue is. */
export interface ResidenceRow {
  /** A {@link ResidenceStatus}, or null. */
  readonly residence: string | null;
  /** The text of the move; null where `residence` is. */
  readonly move: string | null;
}

/** A row of heads with what it says of a move. Of a claim over nothing n is 0, and commit id, header and auth are empty. */
export type HeldRow = HeadRow & ResidenceRow;

/** The head of a dialogue, and what holds it. */
export interface Held {
  /** Undefined where there is no row, and where the row is a claim that no entry stands behind. */
  readonly head: Head | undefined;
  readonly residence: Residence | null;
}

const statuses: ReadonlySet<string> = new Set<ResidenceStatus>(['importing', 'aborted', 'moved', 'purging', 'purged']);

function isStatus(text: string): text is ResidenceStatus {
  return statuses.has(text);
}

/**
 * The residence that a row names.
 *
 * @throws ColloquyError `integrity_error` when no store can have written it
 */
export function toResidence(id: DialogueId, { residence, move }: ResidenceRow): Residence | null {
  if (residence === null && move === null) return null;
  if (residence === null || move === null) throw damaged(id, { table: 'heads' }, 'half of a residence is missing');
  if (!isStatus(residence)) throw damaged(id, { table: 'heads' }, 'the residence is none that there is');
  return { status: residence, move };
}

/**
 * Head and residence from their row, for the authors of backends that keep both in one row.
 *
 * @throws ColloquyError `integrity_error` when no store can have written it
 * @example
 * const { head, residence } = toHeld(id, row);
 * refuseUnder('read', id, residence, head?.n ?? 0);
 */
export function toHeld(id: DialogueId, row: HeldRow | undefined): Held {
  if (row === undefined) return { head: undefined, residence: null };
  const residence = toResidence(id, row);
  const isClaim = residence !== null && row.n === 0 && row.commitId === '' && isEmpty(row.header) && isEmpty(row.auth);
  return { head: isClaim ? undefined : toHead(id, row), residence };
}

function isEmpty(bytes: Uint8Array): boolean {
  return bytes.byteLength === 0;
}

/** True when status and text are the same, byte for byte, or there is none on either side. */
export function isSameResidence(a: Residence | null, b: Residence | null): boolean {
  return a?.status === b?.status && a?.move === b?.move;
}

/** True when number and commit id are the same, or there is none on either side. */
export function isSameHead(
  a: Pick<Head, 'n' | 'commitId'> | null | undefined,
  b: Pick<Head, 'n' | 'commitId'> | null | undefined,
): boolean {
  return a?.n === b?.n && a?.commitId === b?.commitId;
}
