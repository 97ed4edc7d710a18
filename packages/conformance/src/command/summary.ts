import type { Report, SuiteReport } from '../report/Report.ts';
import type { ProviderCapabilities } from '../kit/KeyKits.ts';
import type { LawResult } from '../suite/runSuite.ts';
import { printable } from './printable.ts';

/** What a person reads at the end of a run. */
export function summaryOf(report: Report): string {
  return printable([...report.suites.flatMap(suiteLines), '', verdictLine(report)].join('\n'));
}

function suiteLines(suite: SuiteReport): readonly string[] {
  const { passed, failed, notApplicable } = suite.summary;
  const tests = [...Object.values(suite.clauses).flatMap((clause) => clause.tests), ...suite.others];
  return [
    '',
    `${suite.kit.name} (${suite.kind})`,
    ...tests.filter((test) => test.status === 'failed').flatMap(failureLines),
    ...faultLines(suite),
    `  ${passed} passed, ${failed} failed, ${notApplicable} not applicable by what the kit declares`,
    ...measuredLines(suite),
    ...mutantLines(suite),
  ];
}

/** What was measured, in one line. */
function measuredLines({ measured }: SuiteReport): readonly string[] {
  if (measured === undefined) return [];
  const { measurements } = measured;
  const traits = [...new Set(measurements.map(({ trait }) => trait))];
  const methods = new Set(measurements.map(({ trait, method }) => `${trait}.${method}`));
  const requests = measurements.reduce((sum, each) => sum + each.requests.length, 0);
  const counted = measured.units.length === 1 ? measured.units.join('') : 'calls to the backend';
  const what = `${methods.size} methods of ${traits.join(', ')}`;
  return [`  measured ${what}: ${measurements.length} calls, ${requests} ${counted}`];
}

/** What was not tried on a key provider, and why. */
function faultLines({ kind, kit }: SuiteReport): readonly string[] {
  if (kind !== 'key-provider') return [];
  const { faults } = kit.capabilities as ProviderCapabilities;
  return Object.entries(faults).flatMap(([fault, declared]) =>
    'impossible' in declared ? [`  not tried: ${fault}: ${declared.impossible}`] : [],
  );
}

function failureLines({ title, message = '' }: LawResult): readonly string[] {
  return [`  FAILED ${title}`, ...message.split('\n').map((line) => `    ${line}`)];
}

function mutantLines({ kills }: SuiteReport): readonly string[] {
  if (kills === undefined) return [];
  const alive = kills.mutants.filter((mutant) => mutant.verdict !== 'killed');
  return [
    `  ${kills.mutants.length - alive.length} of ${kills.mutants.length} mutants died for their reason`,
    ...alive.map((mutant) => `  SURVIVED ${mutant.id} (${mutant.clause} ${mutant.reason}): ${mutant.verdict}`),
  ];
}

function verdictLine({ green, seed, suites }: Report): string {
  const tested = suites.some(({ summary }) => summary.passed + summary.failed > 0);
  if (!tested) return 'Nothing was tested: the filter fits no test.';
  return `${green ? 'Conforms' : 'Does not conform'}. Seed ${seed}.`;
}
