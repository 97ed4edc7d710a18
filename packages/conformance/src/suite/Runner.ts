import type { Closable, Kit } from './Kit.ts';
import { titleOf, type Law } from './Law.ts';
import { runLaw } from './runLaw.ts';
import { settingsOf, type SettingsOptions } from './settings.ts';

/** The two functions of a test runner that the suite needs: those of vitest, node:test, mocha (`it`) and others fit. */
export interface Runner {
  readonly describe: (name: string, body: () => void) => unknown;
  /** The third argument is a time limit in milliseconds, for runners that take one. */
  readonly test: (name: string, body: () => Promise<void>, timeout?: number) => unknown;
}

export interface RegisterOptions<F extends Closable, C> extends SettingsOptions {
  readonly kit: Kit<F, C>;
  readonly laws: readonly Law<F, C>[];
  readonly runner: Runner;
  /** Milliseconds for each test. 60 000 by default. */
  readonly timeout?: number;
}

/**
 * Registers every law that the kit's declarations make it answer for as a test of the runner. Which laws are not for it follows
 * from its capabilities, and those are tested themselves.
 */
export function registerLaws<F extends Closable, C>(options: RegisterOptions<F, C>): void {
  const { kit, laws, runner, timeout = 60_000 } = options;
  runner.describe(`${kit.name} (seed ${settingsOf(options).seed})`, () => {
    for (const law of laws) {
      if (law.applies !== undefined && !law.applies.holds(kit.capabilities)) continue;
      runner.test(titleOf(law), () => runLaw(law, kit, settingsOf(options)), timeout);
    }
  });
}
