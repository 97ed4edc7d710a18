import { directionsOf, pass, type Directions, type Fault } from './Fault.ts';
import type { Direction } from './Message.ts';

/**
 * The connection is reset when exactly `bytes` more have gone on in a direction, and the next one arrives. 0: at the first that arrives.
 *
 * @example
 * ```ts
 * proxy.inject(cutAfterBytes('request', 100));
 * ```
 */
export function cutAfterBytes(direction: Direction, bytes: number): Fault {
  return {
    name: `cut after ${bytes} bytes of the ${direction}`,
    open: () => {
      let left = bytes;
      return (message) => {
        if (message.direction !== direction) return pass;
        if (message.bytes.length <= left) {
          left -= message.bytes.length;
          return pass;
        }
        return { kind: 'cut', bytes: message.bytes.subarray(0, left) };
      };
    },
  };
}

/**
 * Nothing goes on in these directions from the next message on, until it is released: a network that loses everything and tells nobody.
 * Not even that one side has gone.
 *
 * @param directions - default: both
 */
export function hold(directions: Directions = 'both'): Fault {
  const held = directionsOf(directions);
  return {
    name: `hold ${directions}`,
    open:
      () =>
      ({ direction }) =>
        held.includes(direction) ? { kind: 'hold', directions: held } : pass,
  };
}
