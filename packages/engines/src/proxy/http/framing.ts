import type { Direction, Framing, Message, Splitter } from '../Message.ts';
import { MessageBuffer } from '../MessageBuffer.ts';
import { messageLength } from './messageLength.ts';

/** As AWS names the operation of a request in its JSON protocols: `DynamoDB_20120810.GetItem`. */
const target = /^x-amz-target:[ \t]*(?:[^\r\n]*\.)?(\w+)[ \t]*\r?$/im;

class HttpSplitter implements Splitter {
  readonly #buffers = { request: new MessageBuffer(), response: new MessageBuffer() };
  /** Methods of the requests that are not answered yet, the oldest first. */
  readonly #methods: string[] = [];
  #asked = 0;
  #answered = 1;

  push(direction: Direction, chunk: Buffer): readonly Message[] {
    const whole = this.#buffers[direction].push(chunk, (bytes) =>
      messageLength(bytes, direction === 'request' ? undefined : this.#methods[0]),
    );
    // One by one: what a message says decides how the next is read.
    return Array.from(whole, (bytes) => (direction === 'request' ? this.#request(bytes) : this.#response(bytes)));
  }

  rest(direction: Direction): Buffer {
    return this.#buffers[direction].take();
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
