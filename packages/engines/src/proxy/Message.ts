/** Which way bytes go: from the client to the server, or back. */
export type Direction = 'request' | 'response';

/** Bytes that belong together. */
export interface Message {
  readonly direction: Direction;
  readonly bytes: Buffer;
  /** As the protocol names it; `bytes` where no protocol is known. */
  readonly type: string;
  /**
   * Number of the exchange on its connection, from 1: requests up to the point where the client waits, and all that answers them. 0 while
   * the connection is being set up, and where no protocol is known.
   */
  readonly exchange: number;
  /** True for the last message of an answer. */
  readonly isLast: boolean;
}

/** Cuts the two streams of one connection into messages. A message is handed on when it is complete. */
export interface Splitter {
  /** The messages that are complete with these bytes. Throws when they are not of the protocol. */
  push(direction: Direction, chunk: Buffer): readonly Message[];
  /** What has arrived of a message whose end has not, when its stream ends. */
  rest(direction: Direction): Buffer;
  /**
   * True while a request that has gone by is not answered: until then the end of a client that has gone is not passed on, because servers
   * of this protocol drop what they were asked when they see it. Left out: an end goes on at once.
   */
  awaitsAnswer?(): boolean;
}

/** A protocol, as far as its messages begin and end. */
export type Framing = () => Splitter;

/** No protocol: what arrives at once is a message. */
export const rawFraming: Framing = () => ({
  push: (direction, bytes) => [{ direction, bytes, type: 'bytes', exchange: 0, isLast: false }],
  rest: () => Buffer.alloc(0),
});
