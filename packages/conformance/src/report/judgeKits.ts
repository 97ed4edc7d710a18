import type { AdapterKit } from '../kit/AdapterKit.ts';
import type { ProviderKit, VaultKit } from '../kit/KeyKits.ts';
import { analyticsMutants } from '../mutants/analytics/index.ts';
import { headerMutants } from '../mutants/header/index.ts';
import { kitMutants } from '../mutants/kit/index.ts';
import type { Mutant } from '../mutants/Mutant.ts';
import { providerMutants } from '../mutants/provider/index.ts';
import { storeMutants } from '../mutants/store/index.ts';
import type { Trial } from '../mutants/tryMutant.ts';
import { vaultMutants } from '../mutants/vault/index.ts';
import type { Closable, Kit } from '../suite/Kit.ts';
import { runLaws, type LawResult } from '../suite/runSuite.ts';
import { settingsOf, type SettingsOptions } from '../suite/settings.ts';
import { killTable } from './killTable.ts';
import { reportOf } from './reportOf.ts';
import { suiteReport } from './suiteReport.ts';
import { dialogueSuite, providerSuite, storeSuite, vaultSuite, type Suite } from './suites.ts';
import type { Measured, Measurement } from './Measurement.ts';
import type { Report, SourcesReport, SuiteReport } from './Report.ts';

/** The kits to judge. */
export interface Kits {
  readonly kit?: AdapterKit;
  readonly providerKit?: ProviderKit;
  readonly vaultKit?: VaultKit;
}

export interface JudgeOptions extends SettingsOptions {
  readonly kits: Kits;
  /** Only tests whose title contains it. */
  readonly filter?: string;
  /** True: run the broken implementations too, and put the kill table in the report. */
  readonly mutants?: boolean;
  /** True: measure what calls of a backend cost, and put it in the report; about a minute on DynamoDB. */
  readonly measure?: boolean;
  /** What is judged, for the report. */
  readonly sources?: readonly SourcesReport[];
  readonly progress?: (step: JudgeStep) => void;
}

/** What has just been done. */
export interface JudgeStep {
  readonly kit: string;
  readonly result?: LawResult;
  readonly trial?: Trial;
  readonly measurement?: Measurement;
}

/** Milliseconds for measuring, which prepares megabytes. */
export const measureTimeout = 600_000;

/**
 * Judges every kit given, without a test runner. A backend is judged twice: by itself, and by the dialogue store over it. Never throws for
 * what a kit does.
 */
export async function judgeKits(options: JudgeOptions): Promise<Report> {
  const { kits, filter } = options;
  const suites: SuiteReport[] = [];
  if (kits.kit !== undefined) {
    const mutants = [...kitMutants, ...storeMutants, ...headerMutants, ...analyticsMutants];
    suites.push(
      await judgeOne(options, storeSuite(kits.kit), mutants),
      // The broken cores that these laws must catch are no part of a kit: the project's own tests run them.
      await judgeOne(options, dialogueSuite(kits.kit), []),
    );
  }
  if (kits.providerKit !== undefined) {
    suites.push(await judgeOne(options, providerSuite(kits.providerKit), providerMutants));
  }
  if (kits.vaultKit !== undefined) suites.push(await judgeOne(options, vaultSuite(kits.vaultKit), vaultMutants));
  const { seed, runs } = settingsOf(options);
  // A suite of which the filter leaves nothing has nothing to say.
  const tested =
    filter === undefined ? suites : suites.filter(({ summary }) => Object.values(summary).some((count) => count > 0));
  return reportOf({
    seed,
    runs,
    ...(filter === undefined ? {} : { filter }),
    sources: options.sources ?? [],
    suites: tested,
  });
}

async function judgeOne<F extends Closable, C>(
  options: JudgeOptions,
  suite: Suite<F, C>,
  mutants: readonly Mutant<Kit<F, C>>[],
): Promise<SuiteReport> {
  const { filter, progress } = options;
  const { kit, laws } = suite;
  const common = { ...settingsOf(options), laws, ...(filter === undefined ? {} : { filter }) };
  const told = { kit, progress: (result: LawResult) => progress?.({ kit: kit.name, result }) };
  const tested = await runLaws({ ...common, ...told });
  let measured: Measured | undefined;
  const measuring = suite.measure?.({
    done: (found) => (measured = found),
    each: (measurement) => progress?.({ kit: kit.name, measurement }),
  });
  const isMeasured = options.measure === true && measuring !== undefined;
  const last = isMeasured ? await runLaws({ ...common, ...told, laws: [measuring], timeout: measureTimeout }) : [];
  const results = [...tested, ...last];
  const found = { ...suite, results, ...(measured === undefined ? {} : { measured }) };
  if (options.mutants !== true || mutants.length === 0) return suiteReport(found);
  const kills = await killTable({
    ...common,
    mutants,
    progress: (trial) => progress?.({ kit: kit.name, trial }),
  });
  return suiteReport({ ...found, kills });
}
