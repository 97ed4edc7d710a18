import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { bytesEqual, sha256 } from '../bytes/index.ts';
import { limits } from '../limits.ts';
import { entryHash, parseBody, type ChangeRow, type EntryHeader } from '../log/index.ts';
import { isBoundaryKind, parseBoundaryBody } from '../move/boundaryBody.ts';
import type { CallOptions, LogEntry } from '../traits/PartitionStore.ts';
import { foreignAnswer, integrityError } from './integrity.ts';
import type { StoreContext } from './StoreContext.ts';
import { readHeader } from './verifyHead.ts';

/** An entry with what it says. */
export interface ReadEntry {
  readonly header: EntryHeader;
  readonly hash: Uint8Array;
  readonly rows: readonly ChangeRow[];
}

/** Parses an entry: canonical header, and a body that is the one it commits to. */
export function readEntry(id: DialogueId, entry: LogEntry): ReadEntry {
  const header = readHeader(id, entry);
  const rows = bytesEqual(sha256(entry.body), header.changes) ? rowsOf(header.kind, entry.body) : undefined;
  if (rows === undefined) {
    throw integrityError(id, 'log', `the body of entry ${entry.n} is not the one its header names.`, { n: entry.n });
  }
  return { header, hash: entryHash(entry.header), rows };
}

/** The rows of a body; a boundary entry has none. Its kind tells which form the body has, never its bytes (MG-ENTRY-01). */
export function rowsOf(kind: string, body: Uint8Array): readonly ChangeRow[] | undefined {
  if (isBoundaryKind(kind)) return parseBoundaryBody(kind, body) && [];
  return parseBody(body);
}

/** The place in a log from which a reader goes on: a believed entry. */
export interface LogPosition {
  readonly n: number;
  readonly hash: Uint8Array;
}

/**
 * Reads the entries after `from` up to `to` and checks every link between the two. Both ends are believed, so everything between
 * is authentic: each entry's hash is in the one after it.
 *
 * @throws ColloquyError `integrity_error`, reason `log`
 */
export async function entriesBetween(
  context: StoreContext,
  id: DialogueId,
  from: LogPosition,
  to: LogPosition,
  options: CallOptions,
): Promise<readonly ReadEntry[]> {
  const entries: ReadEntry[] = [];
  let position = from;
  while (position.n < to.n) {
    const limit = Math.min(limits.logPage, to.n - position.n);
    const page = await context.backend.log(id, position.n + 1, limit, options);
    if (page.dialogueId !== id) throw foreignAnswer(id, page.dialogueId);
    if (page.entries.length === 0) throw broken(id, position.n + 1, 'is missing from the log');
    for (const raw of page.entries.slice(0, limit)) {
      const entry = readEntry(id, raw);
      if (entry.header.n !== position.n + 1) throw broken(id, position.n + 1, 'is missing from the log');
      if (!bytesEqual(entry.header.prevHash, position.hash))
        throw broken(id, entry.header.n, 'does not follow the one before');
      entries.push(entry);
      position = { n: entry.header.n, hash: entry.hash };
    }
  }
  if (!bytesEqual(position.hash, to.hash)) throw broken(id, to.n, 'is not the head');
  return entries;
}

function broken(id: DialogueId, n: number, what: string): Error {
  return integrityError(id, 'log', `entry ${n} ${what}.`, { n });
}

/** For each key, the numbers of the entries that change it, ascending. */
export class Touches {
  readonly #byKey = new Map<RecordKey, number[]>();

  add(entry: ReadEntry): void {
    for (const { key } of entry.rows) {
      const numbers = this.#byKey.get(key);
      if (numbers === undefined) this.#byKey.set(key, [entry.header.n]);
      else numbers.push(entry.header.n);
    }
  }

  keys(): IterableIterator<RecordKey> {
    return this.#byKey.keys();
  }

  /** True when some entry in (after, upTo] changes the key. */
  between(key: RecordKey, after: number, upTo: number): boolean {
    return this.#byKey.get(key)?.some((n) => n > after && n <= upTo) ?? false;
  }
}
