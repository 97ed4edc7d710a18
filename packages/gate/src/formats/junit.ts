import type { Finding } from '../model/Finding.ts';
import type { Outcome } from '../model/Outcome.ts';
import { ruleIds, ruleOf } from '../rules/registry.ts';
import { printable } from '../text/printable.ts';
import { summaryLine, verdictOf } from './summaryLine.ts';

/** Text for an element or an attribute. What XML cannot hold at all, `printable` has written as its number. */
function xml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
  };
  return printable(text).replaceAll(/[&<>"']/g, (sign) => names[sign] ?? sign);
}

function paragraph({ place, message, evidence }: Finding): string {
  return [`${place.file}:${place.line}:${place.column}: ${message}`, ...(evidence ?? []).map((line) => `  | ${line}`)]
    .map(xml)
    .join('\n');
}

/** JUnit XML, as test reporters of CI services read it: a test case per rule, which fails with all findings of that rule. */
export function formatJunit(outcome: Outcome): string {
  const { findings, excepted } = outcome;
  const cases = ruleIds.map((id) => {
    const { title, fix } = ruleOf(id);
    const own = findings.filter(({ rule }) => rule === id);
    const lifted = excepted.filter(({ finding }) => finding.rule === id);
    const children = [
      ...(own.length === 0
        ? []
        : [
            `      <failure type="${id}" message="${xml(own.map(({ message }) => message).join(' '))}">`,
            ...own.map(paragraph),
            `${xml(`What to do: ${fix}`)}</failure>`,
          ]),
      ...(lifted.length === 0
        ? []
        : [
            `      <system-out>${lifted
              .map(({ finding, exception: { owner = '', expires = '' } }) =>
                xml(`excepted until ${expires} by ${owner}: ${finding.message}`),
              )
              .join('\n')}</system-out>`,
          ]),
    ];
    const open = `    <testcase classname="colloquy-gate" name="${xml(`${id} ${title}`)}"`;
    return {
      failed: own.length > 0,
      lines: children.length === 0 ? [`${open}/>`] : [`${open}>`, ...children, '    </testcase>'],
    };
  });
  const failures = cases.filter(({ failed }) => failed).length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="colloquy-gate" ${counts}>`,
    `  <testsuite name="colloquy-gate" ${counts} skipped="0">`,
    `    <properties><property name="verdict" value="${verdictOf(outcome)}"/></properties>`,
    ...cases.flatMap(({ lines }) => lines),
    `    <system-out>${xml(summaryLine(outcome))}</system-out>`,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}
