import type { Excepted, Outcome } from '../model/Outcome.ts';
import type { Finding } from '../model/Finding.ts';
import { ruleOf } from '../rules/registry.ts';
import { printable } from '../text/printable.ts';
import { summaryLine } from './summaryLine.ts';

function findingLines({ rule, place, message, evidence }: Finding): readonly string[] {
  return [
    `${rule}  ${printable(place.file)}:${place.line}:${place.column}`,
    `  ${printable(message)}`,
    // The runner of GitHub Actions takes a line that begins with `::` for a command, behind space too.
    ...(evidence ?? []).map((line) => `  | ${printable(line)}`),
    `  ${ruleOf(rule).fix}`,
    '',
  ];
}

function exceptedLine({ finding, exception }: Excepted): string {
  const { owner = '', expires = '', reason = '' } = exception;
  return printable(`excepted until ${expires} by ${owner}: ${finding.rule} ${finding.subject} (${reason})`);
}

/** For a person at a terminal or in a log: a paragraph per finding, then what was excepted, then what was seen. */
export function formatText(outcome: Outcome): string {
  const excepted = outcome.excepted.map(exceptedLine);
  return [
    ...outcome.findings.flatMap(findingLines),
    ...excepted,
    ...(excepted.length > 0 ? [''] : []),
    summaryLine(outcome),
    '',
  ].join('\n');
}
