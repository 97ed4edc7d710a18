import type { AdapterKit } from '../kit/AdapterKit.ts';
import { registerSuite, type ReportOptions } from '../report/registerSuite.ts';
import { dialogueSuite } from '../report/suites.ts';
import type { Runner } from '../suite/Runner.ts';
import type { SettingsOptions } from '../suite/settings.ts';

/** `seed`: every random choice follows from it. `runs`: how often properties and interleavings are tried, 40 by default. */
export interface DialogueConformanceOptions extends SettingsOptions {
  readonly kit: AdapterKit;
  /** `describe` and `test` of the test runner. */
  readonly runner: Runner;
  /** Milliseconds for each test; 60 000 by default. */
  readonly timeout?: number;
  /** Writes a report, for whoever reads what became of each clause: the gate. */
  readonly report?: ReportOptions;
}

/**
 * Registers the laws of `docs/spec/commit-log.md` and `docs/spec/dialogue-store.md` over one backend with a test runner. They hold on
 * every backend that passes `conformance`; what fails here and not there is a fault of core or of the suite.
 *
 * @example
 * dialogueConformance({ kit: memoryKit(), runner: { describe, test } });
 */
export function dialogueConformance({ kit, ...options }: DialogueConformanceOptions): void {
  registerSuite(dialogueSuite(kit), options);
}
