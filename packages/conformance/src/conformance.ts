import type { AdapterKit } from './kit/AdapterKit.ts';
import { storeLaws } from './laws/storeLaws.ts';
import { registerLaws, type Runner } from './suite/Runner.ts';

export interface ConformanceOptions {
  readonly kit: AdapterKit;
  /** `describe` and `test` of the test runner. */
  readonly runner: Runner;
  /** Every random choice follows from it. A constant by default, so that two runs are the same. */
  readonly seed?: number;
  /** How often properties and interleavings are tried; 40 by default. More finds more, in proportion of time. */
  readonly runs?: number;
  /** Milliseconds for each test; 60 000 by default. */
  readonly timeout?: number;
}

/**
 * Registers the whole suite for one backend with a test runner: every clause of `docs/spec/partition-store.md` and of
 * `docs/spec/adapter-kit.md`.
 *
 * @example
 * import { describe, test } from 'vitest';
 * import { conformance, memoryKit } from '@colloquy/conformance';
 *
 * conformance({ kit: memoryKit(), runner: { describe, test } });
 */
export function conformance(options: ConformanceOptions): void {
  registerLaws({ ...options, laws: storeLaws });
}
