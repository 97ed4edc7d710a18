import type { Closable, Kit } from './Kit.ts';
import { titleOf, type Law } from './Law.ts';
import { runLaw } from './runLaw.ts';
import { exemptionOf, failureOf, type LawResult, type Verdict } from './runSuite.ts';
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
  /** Of laws that take longer than `timeout`: theirs. */
  readonly timeoutOf?: (law: Law<F, C>) => number | undefined;
  /** Called with what became of each law: of those that are not for the kit at once, of the others when their test is done. */
  readonly progress?: (result: LawResult) => void;
}

/**
 * Registers every law that the kit's declarations make it answer for as a test of the runner. Which laws are not for it follows
 * from its capabilities, and those are tested themselves.
 */
export function registerLaws<F extends Closable, C>(options: RegisterOptions<F, C>): void {
  const { kit, laws, runner, timeout = 60_000, progress } = options;
  runner.describe(`${kit.name} (seed ${settingsOf(options).seed})`, () => {
    for (const law of laws) {
      const title = titleOf(law);
      const told = (verdict: Verdict): void => progress?.({ clause: law.clause, title, ...verdict });
      const exempt = exemptionOf(law, kit.capabilities);
      if (exempt !== undefined) {
        told(exempt);
        continue;
      }
      const body = async (): Promise<void> => {
        try {
          await runLaw(law, kit, settingsOf(options));
        } catch (error) {
          told(failureOf(error));
          throw error;
        }
        told({ status: 'passed' });
      };
      runner.test(title, body, options.timeoutOf?.(law) ?? timeout);
    }
  });
}
