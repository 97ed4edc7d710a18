import type { DialogueId } from '../address/DialogueId.ts';
import { bytesEqual, sha256, toHex } from '../bytes/index.ts';
import {
  entryHash,
  maskSourceOf,
  parseBody,
  parseHeader,
  stateMask,
  StateSum,
  type ChangeRow,
  type EntryHeader,
} from '../log/index.ts';
import type { RootKeys } from '../store/dialogueKeys.ts';
import { elementOf } from '../store/snapshot.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import { isReattestation } from '../store/physicalKeys.ts';
import { isAuthentic } from '../store/verifyHead.ts';
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
 * Checks a log entry by entry, in order: form, links, bodies, and for a key holder MACs, genesis and the tag of every entry
 * (CL-VERIFY-01, -02). Goes on after a fault, so that one report names all of them.
 */
export class LogVerifier {
  readonly history = new LogHistory();
  readonly findings: Finding[] = [];
  /** Entries that accepted what a torn restore had left; for a key holder authentic ones only. */
  readonly reattested: { readonly n: number; readonly time: number; readonly actor: string }[] = [];
  readonly #holder: KeyHolder | undefined;
  /** The sum of all elements, while it can be known. */
  #sum: StateSum | undefined = new StateSum();
  #entries = 0;
  #complete = true;
  #lastN = 0;
  #lastHash: Uint8Array | undefined;

  /** @param holder absent: MACs, genesis and tags cannot be checked */
  constructor(holder?: KeyHolder) {
    this.#holder = holder;
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
    const header = parseHeader(entry.header);
    const hash = entryHash(entry.header);
    if (header === undefined || header.n !== entry.n || toHex(header.commitId) !== entry.commitId) {
      this.#find('entry_malformed', entry.n, 'is not an entry that core wrote');
      this.#sum = undefined;
    } else {
      this.#check(entry, header, hash, follows);
    }
    this.#lastN = entry.n;
    this.#lastHash = hash;
  }

  #check(entry: LogEntry, header: EntryHeader, hash: Uint8Array, follows: boolean): void {
    const { n } = header;
    if (follows && this.#lastHash !== undefined && !bytesEqual(header.prevHash, this.#lastHash)) {
      this.#find('link_broken', n, 'does not carry the hash of the entry before');
    }
    const holder = this.#holder;
    if (holder !== undefined && !isAuthentic(holder.context, holder.id, header, hash, entry.auth, holder.keys)) {
      this.#find('entry_mac', n, "was not written with this dialogue's key");
    } else if (isReattestation(header.kind)) {
      this.reattested.push({ n, time: header.time, actor: header.actor });
    }
    const rows = bytesEqual(sha256(entry.body), header.changes) ? parseBody(entry.body) : undefined;
    if (rows === undefined) {
      this.#find('entry_malformed', n, 'has another body than its header names');
      this.#sum = undefined;
      return;
    }
    if (!follows) this.#sum = undefined;
    this.#replay(header, rows);
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
    this.findings.push({ kind, n, message: `Entry ${n} ${what}.` });
  }
}
