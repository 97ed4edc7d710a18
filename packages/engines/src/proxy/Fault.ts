import type { Direction, Message } from './Message.ts';

/** What becomes of a message that has arrived at the proxy. */
export type Decision =
  /** It goes on. */
  | { readonly kind: 'pass' }
  /** It does not, and is forgotten. */
  | { readonly kind: 'swallow' }
  /** `bytes` go on in its direction, then both sides of the connection are reset. */
  | { readonly kind: 'cut'; readonly bytes: Buffer }
  /** It and all that follows in these directions waits until released. */
  | { readonly kind: 'hold'; readonly directions: readonly Direction[] };

/** A fault on one connection: judges every message that arrives, in order. `cut` and `hold` are its stroke, and its end; who swallows strikes later. */
export type Gate = (message: Message) => Decision;

/** What goes wrong. It never depends on time, only on bytes and messages. */
export interface Fault {
  readonly name: string;
  /** Its state for one connection: what it counts begins with the injection, or with the connection if that is younger. */
  readonly open: () => Gate;
}

export const pass: Decision = { kind: 'pass' };

export const swallow: Decision = { kind: 'swallow' };

/** Which directions are meant. */
export type Directions = Direction | 'both';

export function directionsOf(directions: Directions): readonly Direction[] {
  return directions === 'both' ? ['request', 'response'] : [directions];
}
