import type { DialogueId } from '../address/DialogueId.ts';
import { bytesEqual, sha256, toHex } from '../bytes/index.ts';
import { entryHash, genesisHash, parseBody, parseHeader, type EntryHeader } from '../log/index.ts';
import type { LogEntry } from '../traits/PartitionStore.ts';
import { isBoundaryKind } from './boundaryBody.ts';
import { BoundarySequence, type Boundary, type BoundaryBreak, type LoggedLocation } from './BoundarySequence.ts';
import type { MoverKeys } from './MoverKeys.ts';

export type { Boundary, LoggedLocation } from './BoundarySequence.ts';

/** HMAC-SHA-256. */
const macBytes = 32;

/** Why an entry does not continue the log before it. */
export type ChainBreak = 'missing' | 'malformed' | 'genesis' | 'link' | BoundaryBreak;

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
  readonly #id: DialogueId;
  readonly #tenant: string;
  readonly #sequence: BoundarySequence;
  #previous: { readonly header: EntryHeader; readonly bytes: Uint8Array } | undefined;
  /** After the last entry that follows. */
  #location: LoggedLocation = { at: 'unnamed' };
  #broken: { readonly n: number; readonly why: ChainBreak } | undefined;

  constructor(id: DialogueId, tenant: string, movers: MoverKeys) {
    this.#id = id;
    this.#tenant = tenant;
    this.#sequence = new BoundarySequence(movers, { id, tenant });
  }

  get boundaries(): readonly Boundary[] {
    return this.#sequence.boundaries;
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
      this.#sequence.begin(toHex(header.logId));
    } else if (this.#previous === undefined || !bytesEqual(header.prevHash, entryHash(this.#previous.bytes))) {
      return 'link';
    }
    if (!bytesEqual(sha256(entry.body), header.changes)) return 'body';
    const why = isBoundaryKind(header.kind)
      ? this.#sequence.cross(header.kind, this.#previous?.header, header, entry)
      : this.#ordinary(entry);
    if (why !== undefined) return why;
    this.#previous = { header, bytes: entry.header };
    this.#location = this.#sequence.location ?? this.#location;
    return undefined;
  }

  #ordinary(entry: LogEntry): ChainBreak | undefined {
    if (parseBody(entry.body) === undefined) return 'body';
    // A MAC can be checked with the log root only; that it is none of a signature's length, by anybody.
    if (entry.auth.byteLength !== macBytes) return 'signature';
    return this.#sequence.mayContinue() ? undefined : 'sequence';
  }
}
