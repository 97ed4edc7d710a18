import type { Direction, Framing, Message, Splitter } from '../Message.ts';
import { MessageBuffer } from '../MessageBuffer.ts';

/** Requests before the first typed message: no type byte, a length, and a code. */
const untyped: ReadonlyMap<number, string> = new Map([
  [80_877_102, 'cancel'],
  [80_877_103, 'encryption'],
  [80_877_104, 'encryption'],
]);

/** After these the client waits: each is answered by one ReadyForQuery. Query, Sync, FunctionCall. */
const closing = new Set(['Q', 'S', 'F']);

/** Parts of a COPY, whose Query has gone ahead: CopyData, CopyDone, CopyFail. */
const copying = new Set(['d', 'c', 'f']);

/** Longer messages are a sign that these are not messages. PostgreSQL's own limit is 1 GiB. */
const longest = 0x3fff_ffff;

class PostgresSplitter implements Splitter {
  readonly #buffers = { request: new MessageBuffer(), response: new MessageBuffer() };
  #isStarted = false;
  #awaitsByte = false;
  /** The exchange that the next request belongs to. */
  #asked = 1;
  /** The exchange that the next response belongs to. */
  #answered = 0;

  push(direction: Direction, chunk: Buffer): readonly Message[] {
    const whole = this.#buffers[direction].push(chunk, (bytes) => this.#lengthOf(direction, bytes));
    // One by one: what a message says decides how the next is read.
    return Array.from(whole, (bytes) => (direction === 'request' ? this.#request(bytes) : this.#response(bytes)));
  }

  rest(direction: Direction): Buffer {
    return this.#buffers[direction].take();
  }

  /** Of the message at the start of `bytes`; of what tells its length, when that is not there yet. */
  #lengthOf(direction: Direction, bytes: Buffer): number {
    if (direction === 'response' && this.#awaitsByte) return 1;
    const offset = direction === 'request' && !this.#isStarted ? 0 : 1;
    if (bytes.length < offset + 4) return offset + 4;
    // It stands after the type, and counts itself; a request without type has a code besides.
    const length = bytes.readUInt32BE(offset);
    if (length < (offset === 0 ? 8 : 4) || length > longest) {
      throw new Error(`no message of PostgreSQL has a length of ${length}`);
    }
    return offset + length;
  }

  #request(bytes: Buffer): Message {
    const direction = 'request';
    if (!this.#isStarted) {
      const type = untyped.get(bytes.readUInt32BE(4)) ?? 'startup';
      this.#isStarted = type === 'startup';
      if (type === 'encryption') this.#awaitsByte = true;
      return { direction, bytes, type, exchange: 0, isLast: false };
    }
    const type = bytes.toString('latin1', 0, 1);
    // A password.
    if (type === 'p') return { direction, bytes, type, exchange: 0, isLast: false };
    const exchange = copying.has(type) ? Math.max(this.#asked - 1, 1) : this.#asked;
    if (closing.has(type)) this.#asked += 1;
    return { direction, bytes, type, exchange, isLast: false };
  }

  #response(bytes: Buffer): Message {
    const direction = 'response';
    if (this.#awaitsByte) {
      this.#awaitsByte = false;
      if (bytes[0] !== 0x4e) throw new Error('the server agreed to encrypt: the proxy cannot read that');
      return { direction, bytes, type: 'not encrypted', exchange: 0, isLast: false };
    }
    const type = bytes.toString('latin1', 0, 1);
    const exchange = this.#answered;
    const isLast = type === 'Z';
    if (isLast) this.#answered += 1;
    return { direction, bytes, type, exchange, isLast };
  }
}

/**
 * The messages of PostgreSQL's protocol, version 3, unencrypted. Types are its type bytes; `startup`, `cancel` and `encryption` for
 * requests that have none. The last message of an answer is ReadyForQuery (`Z`).
 *
 * Source: PostgreSQL documentation, "Message Formats" and "Message Flow".
 */
export const postgresFraming: Framing = () => new PostgresSplitter();
