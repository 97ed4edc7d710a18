import type { Direction, Framing, Message, Splitter } from '../Message.ts';
import { messageLength } from './messageLength.ts';

/** Bytes that have arrived and make no message yet. */
interface Pending {
  readonly parts: readonly Buffer[];
  readonly size: number;
  /** With fewer bytes than this there is no message. */
  readonly wanted: number;
}

const nothing: Pending = { parts: [], size: 0, wanted: 1 };

/** As AWS names the operation of a request in its JSON protocols: `DynamoDB_20120810.GetItem`. */
const target = /^x-amz-target:[ \t]*(?:[^\r\n]*\.)?(\w+)[ \t]*\r?$/im;

class HttpSplitter implements Splitter {
  readonly #pending: Record<Direction, Pending> = { request: nothing, response: nothing };
  /** Methods of the requests that are not answered yet, the oldest first. */
  readonly #methods: string[] = [];
  #asked = 0;
  #answered = 1;

  push(direction: Direction, chunk: Buffer): readonly Message[] {
    const { parts, size, wanted } = this.#pending[direction];
    const all = { parts: [...parts, chunk], size: size + chunk.length, wanted };
    this.#pending[direction] = all;
    const messages: Message[] = [];
    if (all.size < wanted) return messages;
    let bytes = Buffer.concat(all.parts);
    for (;;) {
      const length = messageLength(bytes, direction === 'request' ? undefined : this.#methods[0]);
      if (bytes.length < length) {
        this.#pending[direction] = { parts: [bytes], size: bytes.length, wanted: length };
        return messages;
      }
      const whole = bytes.subarray(0, length);
      messages.push(direction === 'request' ? this.#request(whole) : this.#response(whole));
      bytes = bytes.subarray(length);
    }
  }

  rest(direction: Direction): Buffer {
    const { parts } = this.#pending[direction];
    this.#pending[direction] = nothing;
    return Buffer.concat(parts);
  }

  awaitsAnswer(): boolean {
    return this.#methods.length > 0;
  }

  #request(bytes: Buffer): Message {
    const head = bytes.toString('latin1', 0, bytes.indexOf('\r\n\r\n') + 2);
    const method = head.slice(0, head.indexOf(' '));
    this.#methods.push(method);
    this.#asked += 1;
    const type = target.exec(head)?.[1] ?? method;
    return { direction: 'request', bytes, type, exchange: this.#asked, isLast: false };
  }

  #response(bytes: Buffer): Message {
    const type = bytes.toString('latin1', 9, 12);
    const exchange = this.#answered;
    // 100 Continue and the like come before the answer. RFC 9110, section 15.2.
    const isLast = !type.startsWith('1');
    if (isLast) {
      this.#answered += 1;
      this.#methods.shift();
    }
    return { direction: 'response', bytes, type, exchange, isLast };
  }
}

/**
 * The messages of HTTP/1.1, unencrypted: a request is one message with its body, and so is an answer. The type of a request is its
 * operation as the header `x-amz-target` names it, its method where there is none; the type of an answer is its status. An answer
 * whose body ends with the connection is not understood.
 *
 * Source: RFC 9112, section 6.
 */
export const httpFraming: Framing = () => new HttpSplitter();
