/** A few numbers that decide everything about one command: small ones decide for the ordinary, so that shrinking makes it simple. */
export class Dice {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** 0 to `below` - 1. */
  roll(below: number): number {
    const number = this.#numbers[this.#at % Math.max(1, this.#numbers.length)] ?? 0;
    // Used again, a number decides differently.
    const turn = Math.floor(this.#at / Math.max(1, this.#numbers.length));
    this.#at += 1;
    return (number + turn * 7) % below;
  }

  /** True once in so many cases; never for a small number. */
  rarely(oneIn: number): boolean {
    return this.roll(oneIn) === oneIn - 1;
  }

  pick<T>(list: readonly T[]): T | undefined {
    return list.length === 0 ? undefined : list[this.roll(list.length)];
  }

  /** One of the list, which is not empty. */
  one<T>(list: readonly [T, ...T[]]): T {
    return list[this.roll(list.length)] ?? list[0];
  }

  /** The value, or once in so many cases no property at all. */
  maybe<T extends object>(value: () => T): T | object {
    return this.roll(3) === 0 ? {} : value();
  }
}
