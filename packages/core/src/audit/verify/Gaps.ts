/** Numbers that were jumped over. At most so many ranges at once: what falls out is gone for good. */
export class Gaps {
  readonly #ranges: { from: number; to: number; readonly line: number }[] = [];
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @returns the range that is given up for it, when there are too many */
  add(from: number, to: number, line: number): Gap | undefined {
    this.#ranges.push({ from, to, line });
    return this.#ranges.length > this.#limit ? this.#ranges.shift() : undefined;
  }

  /** Takes a number out; false when it was not missing. */
  take(n: number): boolean {
    const at = this.#ranges.findIndex(({ from, to }) => n >= from && n <= to);
    const range = this.#ranges[at];
    if (range === undefined) return false;
    const { from, to, line } = range;
    const left = [
      { from, to: n - 1, line },
      { from: n + 1, to, line },
    ].filter((each) => each.from <= each.to);
    this.#ranges.splice(at, 1, ...left);
    return true;
  }

  get rest(): readonly Gap[] {
    return this.#ranges;
  }
}

/** Numbers from `from` to `to`, missing before the line. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly line: number;
}
