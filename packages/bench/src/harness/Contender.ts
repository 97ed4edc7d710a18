import type { Scale } from './scales.ts';

/** One way to do a piece of work. */
export interface Contender {
  /** Unique in its group. */
  readonly name: string;
  /** Records that one run handles: what times are divided by. */
  readonly records: number;
  /** Runs in one sample, at most. For work that uses its data up, such as writing. */
  readonly maxRuns?: number;
  /** Brought about before each run, outside the time. */
  readonly before?: () => void | Promise<void>;
  /** The work. Answers the records that it handled, so that a test can see that contenders do the same. */
  readonly run: () => number | Promise<number>;
  /** For work that writes: the rows that the last run left, as read back. Never within the time. */
  readonly left?: () => number | Promise<number>;
}

/** Two contenders whose times are set against each other, round by round. */
export interface Comparison {
  readonly of: string;
  readonly to: string;
  /** True: time per record, which stays when the work is linear. */
  readonly perRecord?: boolean;
  /** What the ratio is hoped to be, in words. */
  readonly goal?: string;
}

/** Contenders that are measured together, interleaved. */
export interface Group {
  readonly title: string;
  readonly contenders: readonly Contender[];
  readonly comparisons: readonly Comparison[];
  /** Rounds for each one of the scale, where waiting for a disk or a server makes single ones uneven. Default 1. */
  readonly roundsFactor?: number;
}

/** A table of figures that are no times. */
export interface Figures {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface Benchmark {
  readonly name: string;
  /** One line: what is measured. */
  readonly summary: string;
  /** The groups one after the other; what a group needs is made before it is handed out and closed after it. */
  groups(scale: Scale): AsyncGenerator<Group | Figures>;
}

export function isGroup(part: Group | Figures): part is Group {
  return 'contenders' in part;
}
