/** How much is measured, and how long. */
export interface Scale {
  readonly name: 'full' | 'quick' | 'tiny';
  /** Entities of a dialogue, or commits of a log, ascending. */
  readonly sizes: readonly number[];
  /** Records of a round that is registered at once. */
  readonly roundRecords: number;
  /** Times that each contender gets its turn. */
  readonly rounds: number;
  /** Milliseconds that one turn takes at least; short work is repeated until then. */
  readonly sampleMs: number;
  /** Milliseconds of each contender before anything is measured. */
  readonly warmUpMs: number;
}

export const scales = {
  /** The figures of the README. */
  full: { name: 'full', sizes: [10, 100, 1000, 10_000], roundRecords: 500, rounds: 15, sampleMs: 15, warmUpMs: 250 },
  /** A few seconds a benchmark: shows that it runs, and what changed by a factor. */
  quick: { name: 'quick', sizes: [10, 100, 1000], roundRecords: 500, rounds: 7, sampleMs: 5, warmUpMs: 50 },
  /** For tests: no figure of it means anything. */
  tiny: { name: 'tiny', sizes: [10, 30], roundRecords: 40, rounds: 2, sampleMs: 0, warmUpMs: 0 },
} as const satisfies Record<string, Scale>;
