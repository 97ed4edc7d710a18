/** Collects what a check saw and what it found wrong. */
export class Report {
  readonly #faults: string[] = [];
  readonly #counts = new Map<string, { seen: number; floor: number }>();

  /** Something is wrong at `place`. */
  fault(place: string, message: string): void {
    this.#faults.push(`${place}: ${message}`);
  }

  /**
   * Says how many things a check has looked at. Fewer than `floor` is a fault: a check that finds nothing to look at must not be
   * green.
   */
  count(what: string, seen: number, floor: number): void {
    this.#counts.set(what, { seen, floor });
    if (seen < floor) this.fault('house check', `saw ${seen} ${what}, expected at least ${floor}`);
  }

  get faults(): readonly string[] {
    return this.#faults;
  }

  /** `5 workspaces, 31 imports`. */
  get summary(): string {
    return [...this.#counts].map(([what, { seen }]) => `${seen} ${what}`).join(', ');
  }
}
