import type { Finding } from '../model/Finding.ts';
import type { Outcome } from '../model/Outcome.ts';
import { ruleOf } from '../rules/registry.ts';
import { printable } from '../text/printable.ts';
import { summaryLine } from './summaryLine.ts';

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(printable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function annotation({ rule, place, message, evidence }: Finding): string {
  const { title, fix } = ruleOf(rule);
  const { file, line, column } = place;
  const properties = `file=${property(file)},line=${line},col=${column},title=${property(`${rule}: ${title}`)}`;
  const lines = [message, ...(evidence ?? []), `What to do: ${fix}`];
  return `::error ${properties}::${data(lines.map(printable).join('\n'))}`;
}

/**
 * Workflow commands of GitHub Actions: an annotation per finding on its line, then what was seen. GitHub shows ten errors of a step; the summary and SARIF
 * have them all.
 *
 * Sources: [Workflow commands](https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message), their
 * [escaping](https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts).
 */
export function formatGithub(outcome: Outcome): string {
  return [...outcome.findings.map(annotation), summaryLine(outcome), ''].join('\n');
}
