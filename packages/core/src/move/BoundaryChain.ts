import type { DialogueId } from '../address/DialogueId.ts';
import { bytesEqual, sha256, toHex } from '../bytes/index.ts';
import { encodeHeader, entryHash, genesisHash, parseBody, parseHeader, type EntryHeader } from '../log/index.ts';
import type { LogEntry } from '../traits/PartitionStore.ts';
import {
  isBoundaryKind,
  parseBoundaryBody,
  type BoundaryBody,
  type BoundaryKind,
  type StoreName,
} from './boundaryBody.ts';
import { inherited } from './boundaryEntry.ts';
import type { BoundaryTrust, MoverKeys } from './MoverKeys.ts';

/** HMAC-SHA-256. */
const macBytes = 32;

/** Why an entry does not continue the log before it. */
export type ChainBreak =
  | 'missing'
  | 'malformed'
  | 'genesis'
  | 'link'
  | 'body'
  | 'state'
  | 'sequence'
  | 'identity'
  | 'signature';

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

/**
 * Follows a log from entry 1 on, without keys: form, numbers, links, bodies, and what boundary entries may say and when (MG-ENTRY-01 to
 * -04). Stops at the first break: what comes behind it continues nothing.
 *
 * @example
 * const chain = new BoundaryChain(id, 'acme', new MoverKeys(pinned));
 * for await (const entry of readLog(backend, id)) chain.add(entry);
 * chain.broken; // undefined
 */
export class BoundaryChain {
  readonly boundaries: Boundary[] = [];
  readonly #id: DialogueId;
  readonly #tenant: string;
  readonly #movers: MoverKeys;
  readonly #moves = new Set<string>();
  #previous: { readonly header: EntryHeader; readonly bytes: Uint8Array } | undefined;
  #logId = '';
  #location: LoggedLocation = { at: 'unnamed' };
  #broken: { readonly n: number; readonly why: ChainBreak } | undefined;

  constructor(id: DialogueId, tenant: string, movers: MoverKeys) {
    this.#id = id;
    this.#tenant = tenant;
    this.#movers = movers;
  }

  /** The first entry that does not follow; undefined while all do. */
  get broken(): { readonly n: number; readonly why: ChainBreak } | undefined {
    return this.#broken;
  }

  /** The last entry that follows. */
  get last(): { readonly n: number; readonly hash: Uint8Array } | undefined {
    return this.#previous && { n: this.#previous.header.n, hash: entryHash(this.#previous.bytes) };
  }

  get location(): LoggedLocation {
    return this.#location;
  }

  add(entry: LogEntry): void {
    if (this.#broken !== undefined) return;
    const n = (this.#previous?.header.n ?? 0) + 1;
    const why = entry.n === n ? this.#judge(entry) : 'missing';
    if (why !== undefined) this.#broken = { n, why };
  }

  #judge(entry: LogEntry): ChainBreak | undefined {
    const header = parseHeader(entry.header);
    if (header === undefined || header.n !== entry.n || toHex(header.commitId) !== entry.commitId) return 'malformed';
    if (header.logId !== undefined) {
      if (!bytesEqual(header.prevHash, genesisHash(this.#tenant, this.#id, header.logId))) return 'genesis';
      this.#logId = toHex(header.logId);
    } else if (this.#previous === undefined || !bytesEqual(header.prevHash, entryHash(this.#previous.bytes))) {
      return 'link';
    }
    if (!bytesEqual(sha256(entry.body), header.changes)) return 'body';
    const why = isBoundaryKind(header.kind) ? this.#cross(header.kind, header, entry) : this.#ordinary(entry);
    if (why === undefined) this.#previous = { header, bytes: entry.header };
    return why;
  }

  #ordinary(entry: LogEntry): ChainBreak | undefined {
    if (parseBody(entry.body) === undefined) return 'body';
    // A MAC can be checked with the log root only; that it is none of a signature's length, by anybody.
    if (entry.auth.byteLength !== macBytes) return 'signature';
    return this.#location.at === 'transit' ? 'sequence' : undefined;
  }

  #cross(kind: BoundaryKind, header: EntryHeader, entry: LogEntry): ChainBreak | undefined {
    const body = parseBoundaryBody(kind, entry.body);
    if (body === undefined) return 'body';
    if (body.dialogueId !== this.#id || body.tenant !== this.#tenant || body.logId !== this.#logId) return 'identity';
    if (this.#previous === undefined) return 'sequence';
    const { n, commitId, prevHash, time, actor, changes } = header;
    const own = { n, kind, commitId, prevHash, time, actor, changes };
    if (!bytesEqual(encodeHeader({ ...inherited(this.#previous.header), ...own }), entry.header)) return 'state';
    if (!this.#mayFollow(kind, body)) return 'sequence';
    const trust = this.#movers.judge(entryHash(entry.header), entry.auth);
    if (trust.trust === 'refused') return 'signature';
    this.boundaries.push({ n, kind, body, trust });
    this.#moves.add(body.moveId);
    if (kind === 'migrate.out') this.#location = { at: 'transit', move: body };
    else this.#location = { at: 'store', store: kind === 'migrate.in' ? body.target : body.source };
    return undefined;
  }

  /** MG-ENTRY-03. */
  #mayFollow(kind: BoundaryKind, { moveId, source, target }: BoundaryBody): boolean {
    const location = this.#location;
    if (kind === 'migrate.out') {
      if (location.at === 'transit' || this.#moves.has(moveId)) return false;
      return location.at === 'unnamed' || location.store.place === source.place;
    }
    if (location.at !== 'transit') return false;
    const { move } = location;
    return move.moveId === moveId && isSameStore(move.source, source) && isSameStore(move.target, target);
  }
}

function isSameStore(a: StoreName, b: StoreName): boolean {
  return a.place === b.place && a.name === b.name;
}
