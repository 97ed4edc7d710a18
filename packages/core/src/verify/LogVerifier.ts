import type { DialogueId } from '../address/DialogueId.ts';
import { bytesEqual, sha256, toHex } from '../bytes/index.ts';
import {
  entryHash,
  maskSourceOf,
  parseHeader,
  stateMask,
  StateSum,
  type ChangeRow,
  type EntryHeader,
} from '../log/index.ts';
import { isBoundaryKind, type BoundaryKind } from '../move/boundaryBody.ts';
import { boundaryAuthBytes } from '../move/boundaryEntry.ts';
import { BoundarySequence, type Boundary, type LoggedLocation } from '../move/BoundarySequence.ts';
import { MoverKeys } from '../move/MoverKeys.ts';
import type { RootKeys } from '../store/dialogueKeys.ts';
import { elementOf } from '../store/snapshot.ts';
import { rowsOf } from '../store/VerifiedLog.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import { isReattestation } from '../store/physicalKeys.ts';
import { isAuthentic } from '../store/isAuthentic.ts';
import type { LogEntry } from '../traits/PartitionStore.ts';
import type { Finding, FindingKind } from './Finding.ts';
import { LogHistory } from './LogHistory.ts';

/** Whose log it is, for somebody who can check more than hashes. */
interface KeyHolder {
  readonly context: StoreContext;
  readonly id: DialogueId;
  readonly keys: RootKeys;
}

/**
 * Checks a log entry by entry, in order: form, links, bodies, what boundary entries may say, and for a key holder MACs, signatures of
 * movers, genesis and the tag of every entry (CL-VERIFY-01, -02). Goes on after a fault, so that one report names all of them.
 */
export class LogVerifier {
  readonly history = new LogHistory();
  /** Entries that accepted what a torn restore had left; for a key holder authentic ones only. */
  readonly reattested: { readonly n: number; readonly time: number; readonly actor: string }[] = [];
  readonly #holder: KeyHolder | undefined;
  readonly #findings: Finding[] = [];
  readonly #sequence: BoundarySequence;
  /** Signed by a key that is not pinned, and nobody who holds the log root has gone on from them yet. */
  #unproven: readonly Boundary[] = [];
  /** The sum of all elements, while it can be known. */
  #sum: StateSum | undefined = new StateSum();
  #entries = 0;
  #complete = true;
  #lastN = 0;
  #lastHash: Uint8Array | undefined;
  #lastHeader: EntryHeader | undefined;

  /** @param holder absent: MACs, genesis and tags cannot be checked */
  constructor(holder?: KeyHolder) {
    this.#holder = holder;
    const owner = holder && { id: holder.id, tenant: holder.context.keyring.tenant };
    this.#sequence = new BoundarySequence(holder?.context.movers ?? new MoverKeys([]), owner);
  }

  get findings(): readonly Finding[] {
    return [...this.#findings, ...this.#unproven.map(unknownMover)];
  }

  /** Every boundary entry that may stand where it stands, oldest first. */
  get boundaries(): readonly Boundary[] {
    return this.#sequence.boundaries;
  }

  /** Where the log says that the dialogue is; undefined when its end does not tell. */
  get location(): LoggedLocation | undefined {
    return this.#sequence.location;
  }

  /** Entries taken so far. */
  get entries(): number {
    return this.#entries;
  }

  /** n of the last entry. */
  get lastN(): number {
    return this.#lastN;
  }

  /** False when an entry is missing or cannot be read: then the history does not tell everything. */
  get complete(): boolean {
    return this.#complete;
  }

  /** Hash of the last entry, lowercase hexadecimal. */
  get lastHash(): string | undefined {
    return this.#lastHash && toHex(this.#lastHash);
  }

  add(entry: LogEntry): void {
    this.#entries += 1;
    for (let n = this.#lastN + 1; n < entry.n; n++) this.#find('entry_missing', n, 'is missing from the log');
    const follows = entry.n === this.#lastN + 1;
    if (!follows) this.#interrupt();
    const header = parseHeader(entry.header);
    const hash = entryHash(entry.header);
    if (header === undefined || header.n !== entry.n || toHex(header.commitId) !== entry.commitId) {
      this.#find('entry_malformed', entry.n, 'is not an entry that core wrote');
      this.#sum = undefined;
      this.#interrupt();
    } else {
      this.#check(entry, header, hash, follows);
    }
    this.#lastN = entry.n;
    this.#lastHash = hash;
    if (header !== undefined) this.#lastHeader = header;
  }

  #check(entry: LogEntry, header: EntryHeader, hash: Uint8Array, follows: boolean): void {
    const { n } = header;
    let isLinked = follows;
    if (follows && this.#lastHash !== undefined && !bytesEqual(header.prevHash, this.#lastHash)) {
      this.#find('link_broken', n, 'does not carry the hash of the entry before');
      isLinked = false;
    }
    const rows = bytesEqual(sha256(entry.body), header.changes) ? rowsOf(header.kind, entry.body) : undefined;
    if (!isBoundaryKind(header.kind)) this.#authenticate(header, hash, entry.auth, isLinked);
    else if (rows === undefined || entry.auth.byteLength !== boundaryAuthBytes) this.#interrupt();
    else this.#cross(header.kind, header, entry);
    if (rows === undefined) {
      this.#find('entry_malformed', n, 'has another body than its header names');
      this.#sum = undefined;
      return;
    }
    if (isBoundaryKind(header.kind) !== (entry.auth.byteLength === boundaryAuthBytes)) {
      this.#find('entry_malformed', n, 'has a signature where a MAC belongs, or a MAC where a signature does');
    }
    if (!follows) this.#sum = undefined;
    this.#replay(header, rows);
  }

  /** An entry that is no boundary: what a holder of the log root wrote. */
  #authenticate(header: EntryHeader, hash: Uint8Array, auth: Uint8Array, isLinked: boolean): void {
    const { n, kind, logId } = header;
    if (logId !== undefined) this.#sequence.begin(toHex(logId));
    if (!this.#sequence.mayContinue()) {
      this.#find('entry_boundary', n, 'goes on behind the entry with which the dialogue left');
      this.#interrupt();
    }
    const holder = this.#holder;
    if (auth.byteLength === boundaryAuthBytes) return;
    if (holder !== undefined && !isAuthentic(holder.context, holder.id, header, hash, auth, holder.keys)) {
      this.#find('entry_mac', n, "was not written with this dialogue's key");
    } else {
      // Whoever wrote this one held the log root, and believed what it continues.
      if (isLinked) this.#unproven = [];
      if (isReattestation(kind)) this.reattested.push({ n, time: header.time, actor: header.actor });
    }
  }

  #cross(kind: BoundaryKind, header: EntryHeader, entry: LogEntry): void {
    const { n } = header;
    const before = n === this.#lastN + 1 ? this.#lastHeader : undefined;
    const why = this.#sequence.cross(kind, before, header, entry);
    if (why === 'signature') this.#find('entry_signature', n, 'does not have the signature of the mover that it names');
    else if (why !== undefined) this.#find('entry_boundary', n, `is no boundary entry that may stand there (${why})`);
    const met = why === undefined ? this.#sequence.boundaries.at(-1) : undefined;
    if (met?.trust.trust === 'unknown' && this.#holder !== undefined) this.#unproven = [...this.#unproven, met];
  }

  /** What stands before is not known: nothing can be said of how the next entry follows. */
  #interrupt(): void {
    this.#sequence.interrupt();
    this.#lastHeader = undefined;
  }

  #replay(header: EntryHeader, rows: readonly ChangeRow[]): void {
    const holder = this.#holder;
    for (const row of rows) {
      const before = this.history.add(header.n, row);
      if (holder === undefined || this.#sum === undefined) continue;
      if (before !== undefined) this.#sum.subtract(elementOf(holder.id, holder.keys, row.key, before));
      this.#sum.add(elementOf(holder.id, holder.keys, row.key, row.digest));
    }
    if (holder === undefined || this.#sum === undefined) return;
    const mask = stateMask(holder.keys.log.stateKey, maskSourceOf(header));
    const tag = StateSum.fromBytes(this.#sum.toBytes()).add(mask).toBytes();
    if (!bytesEqual(tag, header.stateTag)) {
      this.#find('entry_tag', header.n, 'has a tag that its changes do not give');
      this.#sum = undefined;
    }
  }

  #find(kind: FindingKind, n: number, what: string): void {
    if (kind === 'entry_missing' || kind === 'entry_malformed') this.#complete = false;
    this.#findings.push({ kind, n, message: `Entry ${n} ${what}.` });
  }
}

function unknownMover({ n, trust }: Boundary): Finding {
  const keyId = trust.trust === 'unknown' ? trust.keyId : '';
  return {
    kind: 'entry_mover',
    n,
    message: `Entry ${n} is signed by a mover whose key is not pinned (key id ${keyId}), and nobody has written to the dialogue since.`,
  };
}
