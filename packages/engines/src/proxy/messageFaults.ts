import { pass, swallow, type Decision, type Directions, directionsOf, type Fault, type Gate } from './Fault.ts';
import type { Message } from './Message.ts';

/** Which request is meant, counted on each connection from the injection on. Messages of a connection's start do not count. */
export interface Selection {
  /** From 1, the default, among those that match. */
  readonly nth?: number;
  /** Type as the framing names it; default: any. */
  readonly type?: string;
  /** Text within its bytes, such as `COMMIT`; default: any. */
  readonly text?: string;
}

/** True once, for the request that is meant. */
function selector({ nth = 1, type, text }: Selection): (message: Message) => boolean {
  let left = nth;
  return ({ direction, exchange, type: found, bytes }) => {
    if (direction !== 'request' || exchange === 0) return false;
    if (type !== undefined && type !== found) return false;
    if (text !== undefined && !bytes.includes(text)) return false;
    left -= 1;
    return left === 0;
  };
}

function onRequest(name: string, selection: Selection, decide: (message: Message) => Decision): Fault {
  return {
    name: `${name} ${JSON.stringify(selection)}`,
    open: () => {
      const isMeant = selector(selection);
      return (message) => (isMeant(message) ? decide(message) : pass);
    },
  };
}

/** On the answer to a request, once all of it has arrived: the server has done what it was asked. None of it goes on before. */
function onAnswer(name: string, selection: Selection, decide: (answer: Buffer) => Decision): Fault {
  return {
    name: `${name} ${JSON.stringify(selection)}`,
    open: (): Gate => {
      const isMeant = selector(selection);
      const answer: Buffer[] = [];
      let exchange: number | undefined;
      return (message) => {
        if (exchange === undefined && isMeant(message)) exchange = message.exchange;
        if (message.direction !== 'response' || message.exchange !== exchange) return pass;
        answer.push(message.bytes);
        return message.isLast ? decide(Buffer.concat(answer)) : swallow;
      };
    },
  };
}

/** All before the request has gone on, nothing of it; then the connection is reset. The server has not heard of it. */
export function cutBefore(selection: Selection): Fault {
  return onRequest('cut before', selection, () => ({ kind: 'cut', bytes: Buffer.alloc(0) }));
}

/** The first `bytes` of the request go on, at most all but one; then the connection is reset. */
export function cutWithin(selection: Selection, bytes: number): Fault {
  return onRequest(`cut after ${bytes} bytes of`, selection, (message) => ({
    kind: 'cut',
    bytes: message.bytes.subarray(0, Math.min(bytes, message.bytes.length - 1)),
  }));
}

/**
 * The connection is reset when the server has answered completely, after the first `bytes` of that answer: what was asked has taken
 * effect, and nobody was told. At most all but one byte of the answer go on.
 *
 * @example
 * ```ts
 * proxy.inject(cutAnswer({ text: 'COMMIT' }));
 * ```
 */
export function cutAnswer(selection: Selection, bytes = 0): Fault {
  return onAnswer(`cut after ${bytes} bytes of the answer to`, selection, (answer) => ({
    kind: 'cut',
    bytes: answer.subarray(0, Math.min(bytes, answer.length - 1)),
  }));
}

/** Nothing goes on from this request on, itself included, until released. The server has not heard of it. */
export function holdBefore(selection: Selection, directions: Directions = 'both'): Fault {
  const held = directionsOf(directions);
  return onRequest(`hold ${directions} before`, selection, () => ({ kind: 'hold', directions: held }));
}

/** Nothing goes on from the first message of the answer on, until released: the server has begun to answer, and the client waits. */
export function holdAnswer(selection: Selection, directions: Directions = 'both'): Fault {
  const held = directionsOf(directions);
  return {
    name: `hold ${directions} before the answer to ${JSON.stringify(selection)}`,
    open: () => {
      const isMeant = selector(selection);
      let exchange: number | undefined;
      return (message) => {
        if (exchange === undefined && isMeant(message)) exchange = message.exchange;
        const isAnswer = message.direction === 'response' && message.exchange === exchange;
        return isAnswer ? { kind: 'hold', directions: held } : pass;
      };
    },
  };
}
