import { toHex } from '../bytes/index.ts';
import type { Sources } from '../sources.ts';

const maxCounter = 0xfff;
const maxTime = 2 ** 48 - 1;

/**
 * UUIDs of version 7 (RFC 9562, section 5.7), each greater than the one before: `rand_a` is a counter within a millisecond (section 6.2,
 * method 1), which starts at a random number below 2^11. A clock that stands still or goes back does not move the timestamp back; a counter
 * that runs over moves it on.
 */
export class UuidSequence {
  readonly #sources: Pick<Sources, 'randomBytes'>;
  #time = -1;
  #counter = 0;

  constructor(sources: Pick<Sources, 'randomBytes'>) {
    this.#sources = sources;
  }

  /** Goes on behind an id of this form that was given out before. */
  follow(id: string): void {
    const time = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
    const counter = Number.parseInt(id.slice(15, 18), 16);
    if (time < this.#time || (time === this.#time && counter < this.#counter)) return;
    this.#time = time;
    this.#counter = counter;
  }

  /** @param now milliseconds since the Unix epoch */
  next(now: number): string {
    const random = this.#sources.randomBytes(10);
    if (now > this.#time) {
      this.#time = Math.min(now, maxTime);
      this.#counter = (((random[0] ?? 0) << 8) | (random[1] ?? 0)) & 0x7ff;
    } else if (this.#counter < maxCounter) this.#counter += 1;
    else {
      this.#time += 1;
      this.#counter = 0;
    }
    const time = this.#time.toString(16).padStart(12, '0');
    const counter = this.#counter.toString(16).padStart(3, '0');
    const tail = random.slice(2);
    tail[0] = 0x80 | ((tail[0] ?? 0) & 0x3f);
    const rest = toHex(tail);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${rest.slice(0, 4)}-${rest.slice(4)}`;
  }
}
