import type { Socket } from 'node:net';
import type { Decision } from './Fault.ts';
import type { Direction, Message, Splitter } from './Message.ts';

/** What a lane needs of its connection. */
export interface LaneOwner {
  readonly splitter: Splitter;
  decide(message: Message): Decision;
  hold(directions: readonly Direction[]): void;
  /** The last message of an answer has gone on. */
  answered(): void;
  /** Resets both sides. */
  cut(): void;
  failed(error: Error): void;
}

type Ending = 'end' | 'reset';

/** One direction of one connection. */
export class Lane {
  readonly #direction: Direction;
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #owner: LaneOwner;
  readonly #waiting: Message[] = [];
  #ending: Ending | undefined;
  #isHeld = false;
  #isCut = false;
  #forwarded = 0;

  constructor(direction: Direction, from: Socket, to: Socket, owner: LaneOwner) {
    this.#direction = direction;
    this.#from = from;
    this.#to = to;
    this.#owner = owner;
    from.on('data', (chunk: Buffer) => this.#arrive(chunk));
    from.on('end', () => this.#finish('end'));
    from.on('error', () => this.#finish('reset'));
    to.on('drain', () => from.resume());
  }

  /** Bytes that have gone on. */
  get forwarded(): number {
    return this.#forwarded;
  }

  hold(): void {
    this.#isHeld = true;
  }

  /** What has waited goes on, unless a fault that lies in wait now has something against it. */
  release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    const waiting = this.#waiting.splice(0);
    for (const message of waiting) this.#take(message);
    this.endNow();
  }

  /** An end that had to wait goes on, unless there is still something to wait for. */
  endNow(): void {
    if (this.#ending !== undefined && !this.#to.writableEnded) this.#finish(this.#ending);
  }

  #arrive(chunk: Buffer): void {
    try {
      for (const message of this.#owner.splitter.push(this.#direction, chunk)) this.#take(message);
    } catch (error) {
      this.#owner.failed(error instanceof Error ? error : new Error('the framing failed', { cause: error }));
    }
  }

  #take(message: Message): void {
    if (this.#isCut) return;
    if (this.#isHeld) {
      this.#waiting.push(message);
      return;
    }
    const decision = this.#owner.decide(message);
    switch (decision.kind) {
      case 'pass':
        this.#forward(message.bytes);
        if (message.isLast) this.#owner.answered();
        return;
      case 'swallow':
        return;
      case 'cut':
        this.#isCut = true;
        // The bytes are in the hands of the system, after all that came before them, when the connection is reset.
        return this.#forward(decision.bytes, () => this.#owner.cut());
      case 'hold':
        this.#owner.hold(decision.directions);
        this.#waiting.push(message);
    }
  }

  #forward(bytes: Buffer, done: () => void = () => undefined): void {
    this.#forwarded += bytes.length;
    if (!this.#to.write(bytes, done)) this.#from.pause();
  }

  #finish(ending: Ending): void {
    this.#ending = ending;
    if (this.#isHeld || this.#isCut) return;
    if (ending === 'reset') return this.#owner.cut();
    if (this.#direction === 'request' && this.#owner.splitter.awaitsAnswer?.() === true) return;
    this.#to.end(this.#owner.splitter.rest(this.#direction));
  }
}
