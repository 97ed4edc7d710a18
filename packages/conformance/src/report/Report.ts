import type { Trial } from '../mutants/tryMutant.ts';
import type { LawResult } from '../suite/runSuite.ts';
import type { Measured } from './Measurement.ts';
import type { reportSchema } from './reportSchema.ts';

/** What became of one clause. */
export interface ClauseReport {
  /** What it demands, in one line. */
  readonly text: string;
  /**
   * `failed`: at least one test failed. `not-applicable`: the kit's declarations leave no test to run. `not-run`: the filter left its tests out, or it can be
   * seen only from within core, whose own tests have it.
   */
  readonly verdict: 'passed' | 'failed' | 'not-applicable' | 'not-run';
  readonly tests: readonly LawResult[];
}

/** Which broken implementation is noticed by which clause. */
export interface KillTable {
  readonly mutants: readonly {
    readonly id: string;
    readonly clause: string;
    readonly reason: string;
    readonly verdict: Trial['verdict'];
    /** Every clause, or `MODEL`, with a test that failed. */
    readonly killedBy: readonly string[];
  }[];
  /** By clause: the mutants that a test of it killed. */
  readonly clauses: Readonly<Record<string, readonly string[]>>;
}

/** One kit, judged. Plain data without times, so that two reports of the same run are equal. */
export interface SuiteReport {
  readonly kind: 'partition-store' | 'dialogue-store' | 'key-provider' | 'key-vault';
  readonly kit: { readonly name: string; readonly capabilities: unknown };
  readonly summary: { readonly passed: number; readonly failed: number; readonly notApplicable: number };
  readonly clauses: Readonly<Record<string, ClauseReport>>;
  /** Tests that belong to no single clause: random commands against the model, and whether everything could be measured. */
  readonly others: readonly LawResult[];
  /** Absent when nothing was to be measured, when it failed, and where the kit declares no meter. */
  readonly measured?: Measured;
  readonly kills?: KillTable;
}

/** Sources that were judged: a report says nothing of others. */
export interface SourcesReport {
  /** Of a folder, relative to where the command ran, separators `/`. */
  readonly path: string;
  /** `sourcesDigest` of it. */
  readonly sha256: string;
}

/** What the command writes with `--report`. */
export interface Report {
  readonly schema: typeof reportSchema;
  readonly suite: 'colloquy-conformance';
  readonly seed: number;
  readonly runs: number;
  /** Present in a report of a part of the suite. */
  readonly filter?: string;
  /** True when nothing failed and no mutant survived. */
  readonly green: boolean;
  /** What `--sources` named; none when it named nothing. */
  readonly sources: readonly SourcesReport[];
  readonly suites: readonly SuiteReport[];
}
