import type { Outcome } from '../model/Outcome.ts';
import type { Finding } from '../model/Finding.ts';
import { ruleIds, ruleOf } from '../rules/registry.ts';
import { markdownCode, markdownText } from '../text/markdown.ts';
import { summaryLine } from './summaryLine.ts';

function item({ place, message, evidence }: Finding): string {
  const lines = [
    `- ${markdownCode(`${place.file}:${place.line}`)} ${markdownText(message)}`,
    ...(evidence ?? []).map((line) => `  - ${markdownCode(line)}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** Markdown for the summary of a job: the findings by rule, with what to do about them. */
export function formatSummary(outcome: Outcome): string {
  const { findings, excepted } = outcome;
  const byRule = ruleIds.flatMap((id) => {
    const own = findings.filter(({ rule }) => rule === id);
    const { title, reason, fix } = ruleOf(id);
    if (own.length === 0) return [];
    return [
      `### ${id}: ${markdownText(title)}\n`,
      own.map(item).join(''),
      `${markdownText(reason)} **What to do.** ${markdownText(fix)}\n`,
    ];
  });
  const lifted = excepted.map(
    ({ finding: { rule, subject }, exception: { owner = '', expires = '', reason = '' } }) => {
      const cells = [rule, markdownCode(subject), markdownText(owner), markdownText(expires), markdownText(reason)];
      return `| ${cells.join(' | ')} |`;
    },
  );
  const table =
    lifted.length === 0
      ? []
      : [
          '### Excepted\n',
          ['| rule | subject | owner | until | reason |', '| --- | --- | --- | --- | --- |', ...lifted, ''].join('\n'),
        ];
  return `${['## colloquy-gate\n', `${markdownText(summaryLine(outcome))}.\n`, ...byRule, ...table].join('\n')}\n`;
}
