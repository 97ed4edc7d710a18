import type { AdapterKit } from './kit/AdapterKit.ts';
import { registerSuite, type ReportOptions } from './report/registerSuite.ts';
import { storeSuite } from './report/suites.ts';
import type { SettingsOptions } from './suite/settings.ts';
import type { Runner } from './suite/Runner.ts';

/** `seed`: every random choice follows from it. `runs`: how often properties and interleavings are tried, 40 by default. */
export interface ConformanceOptions extends SettingsOptions {
  readonly kit: AdapterKit;
  /** `describe` and `test` of the test runner. */
  readonly runner: Runner;
  /** Milliseconds for each test; 60 000 by default. */
  readonly timeout?: number;
  /** Writes a report, for whoever reads what became of each clause: the gate. */
  readonly report?: ReportOptions;
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
export function conformance({ kit, ...options }: ConformanceOptions): void {
  registerSuite(storeSuite(kit), options);
}
