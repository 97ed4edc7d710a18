import type { Measurement } from '@colloquy/conformance/report';

/** What a conformance report says of one backend. */
export interface Proof {
  /** Name in the configuration: `sqlite`. */
  readonly name: string;
  /** The report, relative to the root. */
  readonly file: string;
  /** Nothing failed. */
  readonly green: boolean;
  /** The filter that left a part of the suite out. */
  readonly filter: string | undefined;
  /** Of every clause that the suite answers for. */
  readonly verdicts: Readonly<Record<string, 'passed' | 'failed' | 'not-applicable' | 'not-run'>>;
  /** Path and SHA-256 of what was judged. */
  readonly sources: Readonly<Record<string, string>>;
  /** SHA-256 of the same paths as they are now; undefined for a path that is not there. */
  readonly now: Readonly<Record<string, string | undefined>>;
  /** Units in which it was measured. */
  readonly units: readonly string[];
  readonly measurements: readonly Measurement[];
}
