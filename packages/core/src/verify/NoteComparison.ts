import { bytesEqual, toHex } from '../bytes/index.ts';
import type { Checkpoint } from '../checkpoint/checkpointText.ts';
import { entryHash, parseHeader } from '../log/index.ts';
import type { LogEntry } from '../traits/PartitionStore.ts';
import type { Finding, FindingKind } from './Finding.ts';

/**
 * Compares a log with a checkpoint, entry by entry in order: the log's id, the entry at n, and every link (CK-VERIFY-01 to -04). Needs
 * no key: whoever signed has vouched for the hash, and the links carry that back to entry 1.
 */
export class NoteComparison {
  readonly #checkpoint: Checkpoint;
  readonly #unlinked: Finding[] = [];
  #logId: string | undefined;
  #hash: string | undefined;
  #lastN = 0;
  #lastHash: Uint8Array | undefined;

  constructor(checkpoint: Checkpoint) {
    this.#checkpoint = checkpoint;
  }

  add(entry: LogEntry): void {
    const { n } = entry;
    const header = parseHeader(entry.header);
    const hash = entryHash(entry.header);
    const before = this.#lastHash;
    if (header === undefined || header.n !== n || n !== this.#lastN + 1) {
      this.#unlink(n, 'does not continue the entry before');
    } else if (before !== undefined && !bytesEqual(header.prevHash, before)) {
      this.#unlink(n, 'does not carry the hash of the entry before');
    }
    if (n === 1 && header?.logId !== undefined) this.#logId = toHex(header.logId);
    if (n === this.#checkpoint.n) this.#hash = toHex(hash);
    this.#lastN = n;
    this.#lastHash = hash;
  }

  /** What contradicts the checkpoint, or cannot be traced to it. */
  get findings(): readonly Finding[] {
    const { logId, n, hash } = this.#checkpoint;
    // Of another log neither length nor hashes say anything more.
    if (this.#logId !== undefined && this.#logId !== logId) {
      const message = `The note speaks of log ${logId}, and this is log ${this.#logId}: the dialogue was replaced by another.`;
      return [found('note_other_log', 1, message), ...this.#unlinked];
    }
    if (this.#lastN < n) {
      const message = `The log ends at n = ${this.#lastN}, and the note knows entry ${n}: it was cut, or an old state was put back.`;
      return [found('note_truncated', n, message), ...this.#unlinked];
    }
    if (this.#hash !== hash) {
      const message = `Entry ${n} is not the one that the note knows: history was rewritten.`;
      return [found('note_rewritten', n, message), ...this.#unlinked];
    }
    return this.#unlinked;
  }

  #unlink(n: number, what: string): void {
    const message = `Entry ${n} ${what}: the note does not vouch for what lies on the other side.`;
    this.#unlinked.push(found('note_unlinked', n, message));
  }
}

function found(kind: FindingKind, n: number, message: string): Finding {
  return { kind, n, message };
}
