import { connect, type Socket } from 'node:net';
import type { Gate } from './Fault.ts';
import type { Injection } from './Injection.ts';
import { Lane } from './Lane.ts';
import type { Direction, Framing, Splitter } from './Message.ts';

/** Where a proxy forwards to. */
export interface Target {
  readonly host: string;
  readonly port: number;
}

/** What went through one connection. */
export interface Traffic {
  /** From 1, in the order in which they were accepted. */
  readonly id: number;
  /** Bytes that have gone on to the server. */
  readonly requestBytes: number;
  /** Bytes that have gone on to the client. */
  readonly responseBytes: number;
  readonly isOpen: boolean;
}

/** A client, a server, and the two lanes between them. */
export class Connection implements Traffic {
  readonly id: number;
  /** Fulfilled when neither side is open. */
  readonly closed: Promise<void>;
  readonly splitter: Splitter;
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #lanes: Readonly<Record<Direction, Lane>>;
  readonly #onFailure: (error: Error) => void;
  #gate: Gate = () => ({ kind: 'pass' });

  constructor(id: number, client: Socket, target: Target, framing: Framing, onFailure: (error: Error) => void) {
    this.id = id;
    this.splitter = framing();
    this.#onFailure = onFailure;
    this.#client = client;
    this.#server = connect({ ...target, allowHalfOpen: true, noDelay: true });
    this.#lanes = {
      request: new Lane('request', client, this.#server, this),
      response: new Lane('response', this.#server, client, this),
    };
    const sides = [client, this.#server].map(
      async (socket) => await new Promise<void>((resolve) => socket.once('close', () => resolve())),
    );
    this.closed = Promise.all(sides).then(() => undefined);
  }

  get requestBytes(): number {
    return this.#lanes.request.forwarded;
  }

  get responseBytes(): number {
    return this.#lanes.response.forwarded;
  }

  get isOpen(): boolean {
    return !(this.#client.closed && this.#server.closed);
  }

  arm(injection: Injection): void {
    this.#gate = injection.gate();
  }

  readonly decide: Gate = (message) => this.#gate(message);

  hold(directions: readonly Direction[]): void {
    for (const direction of directions) this.#lanes[direction].hold();
  }

  answered(): void {
    this.#lanes.request.endNow();
  }

  release(): void {
    for (const lane of Object.values(this.#lanes)) lane.release();
  }

  /** RST to both sides. */
  cut(): void {
    for (const socket of [this.#client, this.#server]) {
      if (socket.destroyed) continue;
      // While an orderly end is under way the system takes no reset (EINVAL), and the socket would never close.
      const isEnding = socket.writableEnded && !socket.writableFinished;
      if (socket.connecting || isEnding) socket.destroy();
      else socket.resetAndDestroy();
    }
  }

  failed(error: Error): void {
    this.#onFailure(error);
    this.cut();
  }
}
