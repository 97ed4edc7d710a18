import { concat, sha256Hex } from '../../bytes/index.ts';
import type { AuditEvent, AuditHead, TornLine } from '../AuditEvent.ts';
import { genesisHash, readEvent, type ReadEvent } from '../encodeEvent.ts';
import type { AuditFinding, AuditFindingKind } from './AuditFinding.ts';
import { Gaps, type Gap } from './Gaps.ts';
import type { AuditLine } from './lines.ts';

/** Ranges of missing numbers that are kept in mind while a later line may still bring them. */
const maxGaps = 1000;
/** Bytes of lines that are held: as many as a sink goes on behind. */
const maxHeld = 1024 * 1024;
const newline = Uint8Array.of(0x0a);

interface Held {
  readonly line: AuditLine;
  readonly read: ReadEvent | undefined;
  readonly at: number;
}

/** Follows one chain, line by line, in bounded memory. */
export class ChainVerifier {
  readonly #pins: ReadonlyMap<number, string>;
  readonly #report: (finding: AuditFinding) => void;
  readonly #gaps = new Gaps(maxGaps);
  #line = 0;
  /** Lines judged only when an event behind them is known, since that one may say that they were torn: one of any kind, then no events. */
  #held: Held[] = [];
  #heldBytes = 0;
  #chain: string | undefined;
  #highest: AuditEvent | undefined;
  events = 0;
  torn = 0;
  unrecorded = 0;

  constructor(chain: string | undefined, pins: ReadonlyMap<number, string>, report: (finding: AuditFinding) => void) {
    this.#chain = chain;
    this.#pins = pins;
    this.#report = report;
  }

  /** Where the chain stands: its highest event. */
  get head(): AuditHead | undefined {
    const { chain, n, hash } = this.#highest ?? {};
    return chain === undefined || n === undefined || hash === undefined ? undefined : { chain, n, hash };
  }

  add(line: AuditLine): void {
    this.#line += 1;
    const read = eventOf(line);
    if (read !== undefined || this.#heldBytes > maxHeld || this.#held.length > maxGaps) {
      this.#judgeHeld(read?.sound === true ? read.event.torn : undefined);
    }
    this.#held.push({ line, read, at: this.#line });
    this.#heldBytes += line.bytes?.byteLength ?? 0;
  }

  /** Judges the lines that are held, but for those at their end that are what was torn. */
  #judgeHeld(torn?: TornLine): void {
    const held = this.#held;
    const excused = torn === undefined ? 0 : tornLines(held, torn);
    if (excused > 0) this.torn += 1;
    for (const each of held.slice(0, held.length - excused)) this.#judge(each);
    this.#held = [];
    this.#heldBytes = 0;
  }

  end(): void {
    this.#judgeHeld();
    for (const gap of this.#gaps.rest) this.#missing(gap);
    const last = this.#highest?.n ?? 0;
    for (const n of this.#pins.keys()) {
      if (n > last)
        this.#find('truncated', this.#line, `event ${n} was pinned, and the chain ends with ${last}`, { n });
    }
  }

  #judge({ line, read, at }: Held): void {
    if (!line.finished) {
      this.#find('unfinished_line', at, 'the last line is not finished: a process was killed, or the end was cut off');
      return;
    }
    if (read === undefined) {
      this.#find('foreign_line', at, 'this is no audit event');
      return;
    }
    const { event } = read;
    // A line that was tampered with does not decide which chain this is.
    if (read.sound) this.#chain ??= event.chain;
    if (this.#chain !== undefined && event.chain !== this.#chain) {
      this.#find('foreign_line', at, 'this event belongs to another chain', { n: event.n });
      return;
    }
    this.#place(read, at);
  }

  #place({ event, sound }: ReadEvent, at: number): void {
    const { n, hash, prev } = event;
    const before = this.#highest;
    const expected = (before?.n ?? 0) + 1;
    this.events += 1;
    if (!sound) this.#find('changed', at, `event ${n} does not have the hash of what it says`, { n });
    if (n < expected) {
      if (this.#gaps.take(n)) this.#find('reordered', at, `event ${n} stands behind event ${expected - 1}`, { n });
      else this.#find('duplicated', at, `there was an event ${n} before`, { n });
      return;
    }
    if (n > expected) {
      const given = this.#gaps.add(expected, n - 1, at);
      if (given !== undefined) this.#missing(given);
    } else if (prev !== (before?.hash ?? genesisHash(event.chain))) {
      this.#find('link_broken', at, `event ${n} does not follow from event ${n - 1} as it stands`, { n });
    }
    const pinned = this.#pins.get(n);
    if (pinned !== undefined && pinned !== hash) {
      this.#find('replaced', at, `event ${n} is not the one that was pinned`, { n });
    }
    this.#highest = event;
    this.unrecorded += event.unrecorded ?? 0;
  }

  #missing({ from, to, line }: Gap): void {
    const message = from === to ? `event ${from} is missing` : `events ${from} to ${to} are missing`;
    this.#find('missing', line, message, { n: from, to });
  }

  #find(kind: AuditFindingKind, line: number, message: string, more: Pick<AuditFinding, 'n' | 'to'> = {}): void {
    this.#report({ kind, line, ...more, message: `line ${line}: ${message}` });
  }
}

function eventOf({ bytes, finished }: AuditLine): ReadEvent | undefined {
  // As Latin-1, so that every byte is a character, and none that an event cannot have looks like one.
  return bytes === undefined || !finished ? undefined : readEvent(Buffer.from(bytes).toString('latin1'));
}

/** How many lines at the end are what was torn; 0 when none are. The last write may have ended with the newline. */
function tornLines(held: readonly Held[], { bytes, sha256 }: TornLine): number {
  const parts: Uint8Array[] = [];
  let length = -1;
  for (const [at, { line }] of held.toReversed().entries()) {
    if (line.bytes === undefined) return 0;
    parts.unshift(line.bytes, newline);
    length += line.bytes.byteLength + 1;
    if (length > bytes) return 0;
    if (length < bytes - 1) continue;
    const region = concat(parts);
    if (sha256Hex(region.subarray(0, bytes)) === sha256) return at + 1;
  }
  return 0;
}
