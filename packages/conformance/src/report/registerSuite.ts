import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { changedSources, readSources } from '../command/readSources.ts';
import type { Closable } from '../suite/Kit.ts';
import { titleOf } from '../suite/Law.ts';
import { registerLaws, type Runner } from '../suite/Runner.ts';
import type { LawResult } from '../suite/runSuite.ts';
import { settingsOf, type SettingsOptions } from '../suite/settings.ts';
import { measureTimeout } from './judgeKits.ts';
import type { Measured } from './Measurement.ts';
import { reportOf } from './reportOf.ts';
import { suiteReport } from './suiteReport.ts';
import type { Suite } from './suites.ts';

/** What the tests of a runner leave behind, as `colloquy-conformance --report` does. */
export interface ReportOptions {
  /** Where the report is put, replacing what is there; its folder is made. */
  readonly file: string;
  /** Folders whose digests go into the report, relative to where the process runs: what it is true of. */
  readonly sources?: readonly string[];
  /** True: a further test measures what calls cost, about a minute on DynamoDB. */
  readonly measure?: boolean;
}

export interface RegisterSuiteOptions extends SettingsOptions {
  /** Its tests must run in the order in which they are registered, as they do unless somebody asks for another. */
  readonly runner: Runner;
  readonly timeout?: number;
  readonly report?: ReportOptions;
}

/**
 * Registers the laws of a suite, and with `report` tests at the end that measure and write. Where some laws were not run, because somebody
 * asked for a few tests only, there is no report.
 */
export function registerSuite<F extends Closable, C>(suite: Suite<F, C>, options: RegisterSuiteOptions): void {
  const { report, ...rest } = options;
  const { kit, laws } = suite;
  if (report === undefined) {
    registerLaws({ ...rest, kit, laws });
    return;
  }
  const { file, sources: folders = [], measure = false } = report;
  const results = new Map<string, LawResult>();
  let measured: Measured | undefined;
  const before = readSources(folders);
  // Whoever waits for it is the last test.
  before.catch(() => undefined);
  const progress = (result: LawResult): void => void results.set(result.title, result);
  const measuring = suite.measure?.({ done: (found) => (measured = found) });
  const all = [...laws, ...(measure && measuring !== undefined ? [measuring] : [])];
  registerLaws({
    ...rest,
    kit,
    laws: all,
    progress,
    timeoutOf: (law) => (law === measuring ? measureTimeout : undefined),
  });
  options.runner.describe(`${kit.name}: the report`, () => {
    options.runner.test(`is written to ${file}`, async () => {
      if (results.size < all.length)
        throw new Error(`${results.size} of ${all.length} laws were judged: there is no report of a part.`);
      const sources = await before;
      const changed = changedSources(sources, await readSources(folders));
      if (changed.length > 0)
        throw new Error(`Changed while it was judged: ${changed.join(', ')}. There is no report.`);
      const { seed, runs } = settingsOf(options);
      // In the order of the laws: what is not for a kit is known before the first test has run.
      const told = all.flatMap((law) => results.get(titleOf(law)) ?? []);
      const found = { ...suite, results: told, ...(measured === undefined ? {} : { measured }) };
      const written = reportOf({ seed, runs, sources, suites: [suiteReport(found)] });
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, `${JSON.stringify(written, null, 2)}\n`);
    });
  });
}
