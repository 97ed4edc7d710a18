import type { Report, SourcesReport, SuiteReport } from './Report.ts';
import { reportSchema } from './reportSchema.ts';

interface Parts {
  readonly seed: number;
  readonly runs: number;
  readonly filter?: string;
  readonly sources: readonly SourcesReport[];
  readonly suites: readonly SuiteReport[];
}

/** Puts suites under the settings that they were run with. Nothing at all was tested: that is not green. */
export function reportOf({ seed, runs, filter, sources, suites }: Parts): Report {
  const ran = suites.some(({ summary }) => summary.passed + summary.failed > 0);
  return {
    schema: reportSchema,
    suite: 'colloquy-conformance',
    seed,
    runs,
    ...(filter === undefined ? {} : { filter }),
    green: ran && suites.every(isGreen),
    sources,
    suites,
  };
}

/** Nothing failed, and every mutant died for its own reason. */
function isGreen({ summary, kills }: SuiteReport): boolean {
  return summary.failed === 0 && (kills?.mutants ?? []).every((mutant) => mutant.verdict === 'killed');
}
