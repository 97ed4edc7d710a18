import { isDialogueId, type DialogueId } from '../../address/DialogueId.ts';
import { bytesEqual, canonicalJsonBytes, fromBase64url, sha256, toBase64url, toHex } from '../../bytes/index.ts';
import { parseHeader } from '../../log/index.ts';
import type { LogEntry } from '../../traits/PartitionStore.ts';
import { isBoundaryKind, parseBoundaryBody, type BoundaryBody, type BoundaryKind } from '../boundaryBody.ts';
import { boundaryAuthBytes } from '../boundaryEntry.ts';
import type { RegisteredMove } from './MoveRegister.ts';

/** A boundary entry, read. Form only: whether to believe it is for its signature to say. */
export interface ReadMove extends RegisteredMove {
  readonly kind: BoundaryKind;
  readonly body: BoundaryBody;
}

/** Bytes of the longest entry as the register keeps it. */
export const maxMoveBytes = 8192;

/**
 * What the register keeps of a boundary entry; undefined for any other.
 *
 * @example
 * const move = readMove(entry);
 * if (move !== undefined) await register.put(move);
 */
export function readMove(entry: LogEntry): ReadMove | undefined {
  const header = parseHeader(entry.header);
  if (header === undefined || !isBoundaryKind(header.kind)) return undefined;
  const body = parseBoundaryBody(header.kind, entry.body);
  if (body === undefined || !bytesEqual(sha256(entry.body), header.changes)) return undefined;
  if (header.n !== entry.n || toHex(header.commitId) !== entry.commitId) return undefined;
  if (entry.auth.byteLength !== boundaryAuthBytes) return undefined;
  const { dialogueId, logId } = body;
  return { dialogueId, logId, entry, kind: header.kind, body };
}

/** The one form of an entry as bytes: canonical JSON of header, body and auth in base64url. All else is in them. */
export function encodeMove({ entry }: RegisteredMove): Uint8Array {
  const { header, body, auth } = entry;
  return canonicalJsonBytes({
    auth: toBase64url(auth),
    body: toBase64url(body),
    header: toBase64url(header),
    v: 1,
  });
}

/** The entry that the bytes are; undefined when they are anything but the one form of a boundary entry. */
export function decodeMove(bytes: Uint8Array): ReadMove | undefined {
  if (bytes.byteLength > maxMoveBytes) return undefined;
  const [header, body, auth] = fieldsOf(bytes).map((text) => fromBase64url(text));
  const parsed = header && parseHeader(header);
  if (header === undefined || body === undefined || auth === undefined || parsed === undefined) return undefined;
  const move = readMove({ n: parsed.n, commitId: toHex(parsed.commitId), header, body, auth });
  // One form, so equality with it is the rest of the check: version, order, white space, spare bits.
  return move !== undefined && bytesEqual(encodeMove(move), bytes) ? move : undefined;
}

function fieldsOf(bytes: Uint8Array): readonly string[] {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const { header, body, auth } = value as Readonly<Record<string, unknown>>;
  return [header, body, auth].map((text) => (typeof text === 'string' ? text : '*'));
}

/** Where the register keeps an entry. */
export interface MovePlace {
  readonly dialogueId: DialogueId;
  readonly logId: string;
  readonly n: number;
  /** True beside a `migrate.in` of this n: the place of the `migrate.cancel` that gave it up. */
  readonly abandoned?: boolean;
}

const namePattern = /^([a-z0-9-]{1,128})\/([0-9a-f]{32})-([0-9]{16})(\.abandoned)?\.move$/;

/**
 * The name of a place: `{dialogueId}/{logId}-{n, 16 digits}.move`, and `...{n}.abandoned.move` for what gave up the arrival at that n.
 * Names of one log are in byte order of n.
 *
 * @example
 * moveName({ dialogueId: 'd', logId: '0'.repeat(32), n: 7 }); // 'd/000...000-0000000000000007.move'
 */
export function moveName({ dialogueId, logId, n, abandoned = false }: MovePlace): string {
  return `${dialogueId}/${logId}-${String(n).padStart(16, '0')}${abandoned ? '.abandoned' : ''}.move`;
}

/** The place that a name stands for; undefined for every other name. */
export function parseMoveName(name: string): Required<MovePlace> | undefined {
  const [, dialogueId, logId = '', digits = '', mark] = namePattern.exec(name) ?? [];
  const n = Number(digits);
  if (!isDialogueId(dialogueId) || !isMoveNumber(n)) return undefined;
  return { dialogueId, logId, n, abandoned: mark !== undefined };
}

/**
 * True where `cancel` gives up the arrival `arrived`: the same move, from the same entry on, and in those words. Whoever signed `cancel` has
 * said so of this arrival and of no other (MG-CANCEL-03).
 */
export function givesUp(cancel: ReadMove, arrived: ReadMove): boolean {
  const { body, entry } = cancel;
  if (cancel.kind !== 'migrate.cancel' || body.abandoned !== true || arrived.kind !== 'migrate.in') return false;
  const [own, other] = [parseHeader(entry.header)?.prevHash, parseHeader(arrived.entry.header)?.prevHash];
  if (own === undefined || other === undefined || !bytesEqual(own, other)) return false;
  const { dialogueId, logId, moveId, tenant } = arrived.body;
  const isSameMove = body.dialogueId === dialogueId && body.logId === logId && body.moveId === moveId;
  return isSameMove && body.tenant === tenant && entry.n === arrived.entry.n;
}

/** True for the n of an entry; that of a boundary entry is 2 or more, because something must have been there to move. */
export function isMoveNumber(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 1;
}
