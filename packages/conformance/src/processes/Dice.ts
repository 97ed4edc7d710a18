import { patternBytes } from '../data/bytes.ts';

/** Choices that look random and follow from a seed. */
export class Dice {
  readonly #seed: number;
  #throws = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** An integer from 0 to `sides` - 1. */
  below(sides: number): number {
    const bytes = patternBytes(4, Math.imul(this.#seed, 0x85eb_ca6b) ^ (this.#throws += 1));
    return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) % sides;
  }

  /** So many different numbers from 1 to `greatest`, ascending, one from each of as many equal stretches. */
  spread(greatest: number, count: number): readonly number[] {
    const stretches = Math.min(greatest, count);
    return Array.from({ length: stretches }, (_, at) => {
      const from = Math.floor((at * greatest) / stretches);
      const to = Math.floor(((at + 1) * greatest) / stretches);
      return 1 + from + this.below(to - from);
    });
  }
}
