import type { DialogueId } from '../address/DialogueId.ts';
import { bytesEqual } from '../bytes/index.ts';
import { encodeHeader, entryHash, type EntryHeader } from '../log/index.ts';
import type { LogEntry } from '../traits/PartitionStore.ts';
import { parseBoundaryBody, type BoundaryBody, type BoundaryKind, type StoreName } from './boundaryBody.ts';
import { inherited } from './boundaryEntry.ts';
import type { BoundaryTrust, MoverKeys } from './MoverKeys.ts';

/** What is wrong with a boundary entry: its body, what it should repeat, when it comes, whose it says to be, who signed it. */
export type BoundaryBreak = 'body' | 'state' | 'sequence' | 'identity' | 'signature';

/** A boundary entry that was met, and who signed it. */
export interface Boundary {
  readonly n: number;
  readonly kind: BoundaryKind;
  readonly body: BoundaryBody;
  readonly trust: BoundaryTrust;
}

/** Where a log says that its dialogue is. */
export type LoggedLocation =
  /** It never moved: it is where it is found. */
  | { readonly at: 'unnamed' }
  | { readonly at: 'store'; readonly store: StoreName }
  /** Behind `migrate.out`. */
  | { readonly at: 'transit'; readonly move: BoundaryBody };

/** Whose log it is, as far as that is known to whoever reads it. */
export interface LogOwner {
  readonly id: DialogueId;
  readonly tenant: string;
}

/**
 * What the boundary entries of a log may say, and when (MG-ENTRY-01 to -04): told entry by entry, in order. Numbers, links and the hashes
 * of bodies are for its caller to check.
 */
export class BoundarySequence {
  readonly boundaries: Boundary[] = [];
  readonly #movers: MoverKeys;
  readonly #moves = new Set<string>();
  #owner: LogOwner | undefined;
  #logId: string | undefined;
  #location: LoggedLocation | undefined = { at: 'unnamed' };

  /** @param owner absent: that of the first boundary entry, which all others must name too */
  constructor(movers: MoverKeys, owner?: LogOwner) {
    this.#movers = movers;
    this.#owner = owner;
  }

  /** Undefined behind a gap or an entry that cannot stand there, until the next boundary entry says it. */
  get location(): LoggedLocation | undefined {
    return this.#location;
  }

  /** Takes note of the log's id: entry 1 has it. Without it all boundary entries must name the same. */
  begin(logId: string): void {
    this.#logId = logId;
  }

  /** Something is missing, or cannot be read: what comes next may be anything. */
  interrupt(): void {
    this.#location = undefined;
  }

  /** True where an entry that is no boundary may stand. */
  mayContinue(): boolean {
    return this.#location?.at !== 'transit';
  }

  /** @param previous header of the entry before; undefined when it is not known */
  cross(
    kind: BoundaryKind,
    previous: EntryHeader | undefined,
    header: EntryHeader,
    entry: LogEntry,
  ): BoundaryBreak | undefined {
    const body = parseBoundaryBody(kind, entry.body);
    if (body === undefined) return this.#broken('body');
    if (!this.#isOwn(body)) return this.#broken('identity');
    if (header.n === 1) return this.#broken('sequence');
    if (previous !== undefined && !repeats(previous, header, entry)) return this.#broken('state');
    if (!this.#mayFollow(kind, body)) return this.#broken('sequence');
    const trust = this.#movers.judge(entryHash(entry.header), entry.auth);
    if (trust.trust === 'refused') return this.#broken('signature');
    this.#owner ??= { id: body.dialogueId, tenant: body.tenant };
    this.#logId ??= body.logId;
    this.boundaries.push({ n: header.n, kind, body, trust });
    this.#moves.add(body.moveId);
    if (kind === 'migrate.out') this.#location = { at: 'transit', move: body };
    else this.#location = { at: 'store', store: kind === 'migrate.in' ? body.target : body.source };
    return undefined;
  }

  #broken(why: BoundaryBreak): BoundaryBreak {
    this.interrupt();
    return why;
  }

  /** MG-ENTRY-02. */
  #isOwn({ dialogueId, tenant, logId }: BoundaryBody): boolean {
    const { id = dialogueId, tenant: owning = tenant } = this.#owner ?? {};
    return dialogueId === id && tenant === owning && logId === (this.#logId ?? logId);
  }

  /** MG-ENTRY-03. */
  #mayFollow(kind: BoundaryKind, { moveId, source, target }: BoundaryBody): boolean {
    const location = this.#location;
    if (location === undefined) return kind !== 'migrate.out' || !this.#moves.has(moveId);
    if (kind === 'migrate.out') {
      if (location.at === 'transit' || this.#moves.has(moveId)) return false;
      return location.at === 'unnamed' || location.store.place === source.place;
    }
    if (location.at !== 'transit') return false;
    const { move } = location;
    return move.moveId === moveId && isSameStore(move.source, source) && isSameStore(move.target, target);
  }
}

/** MG-ENTRY-02: all but what an entry has of its own is as in the entry before. */
function repeats(previous: EntryHeader, header: EntryHeader, { header: bytes }: LogEntry): boolean {
  const { n, kind, commitId, prevHash, time, actor, changes } = header;
  return bytesEqual(encodeHeader({ ...inherited(previous), n, kind, commitId, prevHash, time, actor, changes }), bytes);
}

function isSameStore(a: StoreName, b: StoreName): boolean {
  return a.place === b.place && a.name === b.name;
}
