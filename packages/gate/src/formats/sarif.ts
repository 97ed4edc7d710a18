import { createHash } from 'node:crypto';
import type { Finding } from '../model/Finding.ts';
import type { Excepted, Outcome } from '../model/Outcome.ts';
import { ruleIds, ruleOf, type RuleId } from '../rules/registry.ts';
import { printable } from '../text/printable.ts';
import { jsonText } from './jsonText.ts';
import { verdictOf } from './summaryLine.ts';
import { version } from '../version.ts';

const home = 'https://www.npmjs.com/package/@colloquy/gate';

/**
 * Plain text in a message of SARIF: braces would be placeholders (3.11.5), so they are doubled, and `[text](1)` an embedded link (3.11.6), so its first
 * bracket is escaped.
 */
function messageText(text: string): string {
  return text.replaceAll(/[{}]/g, '$&$&').replaceAll(/\[(?=[^\]\n]*\]\()/g, '\\[');
}

function rule(id: RuleId): object {
  const { title, reason, fix } = ruleOf(id);
  return {
    id,
    name: id,
    shortDescription: { text: messageText(title) },
    fullDescription: { text: messageText(`${title}. ${reason}`) },
    help: { text: messageText(`${reason} ${fix}`), markdown: messageText(`${reason}\n\n**What to do.** ${fix}`) },
    helpUri: `${home}#${id.toLowerCase()}`,
    defaultConfiguration: { level: 'error' },
  };
}

/** The same finding, wherever it stands by now: its line is no part of it. Of equal ones the second is another, and so on. */
function fingerprints(findings: readonly Finding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule: id, subject, message }) => {
    const digest = createHash('sha256')
      .update(JSON.stringify([id, subject, message]))
      .digest('hex')
      .slice(0, 32);
    const count = (seen.get(digest) ?? 0) + 1;
    seen.set(digest, count);
    return `${digest}:${count}`;
  });
}

function suppressions(excepted: Excepted | undefined): object {
  // A run with a suppressed result says of every other one that it is not (3.27.23).
  if (excepted === undefined) return { suppressions: [] };
  const { reason = '', owner = '', expires = '' } = excepted.exception;
  const justification = printable(`${reason} (${owner}, until ${expires})`);
  return { suppressions: [{ kind: 'external', status: 'accepted', justification }] };
}

function result(
  { rule: id, message, place, evidence, subject }: Finding,
  fingerprint: string,
  excepted?: Excepted,
): object {
  const lines = [message, ...(evidence ?? []), `What to do: ${ruleOf(id).fix}`];
  return {
    ruleId: id,
    ruleIndex: ruleIds.indexOf(id),
    level: 'error',
    message: { text: messageText(lines.map(printable).join('\n')) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: {
            uri: place.file.toWellFormed().split('/').map(encodeURIComponent).join('/'),
            uriBaseId: '%SRCROOT%',
          },
          region: { startLine: place.line, startColumn: place.column },
        },
        logicalLocations: [{ fullyQualifiedName: printable(subject) }],
      },
    ],
    // The second name is the one that GitHub follows an alert by.
    partialFingerprints: { 'colloquyGate/v1': fingerprint, primaryLocationLineHash: fingerprint },
    ...suppressions(excepted),
  };
}

/**
 * SARIF 2.1.0 with one run: every rule, a result per finding, and those that are excepted as suppressed.
 *
 * Sources: [SARIF 2.1.0](https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html),
 * [SARIF support for code scanning](https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning).
 */
export function formatSarif(outcome: Outcome): string {
  const { findings, excepted } = outcome;
  const ids = fingerprints([...findings, ...excepted.map(({ finding }) => finding)]);
  return jsonText({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'colloquy-gate', version: version(), informationUri: home, rules: ruleIds.map(rule) } },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: verdictOf(outcome) !== 'cannot judge' }],
        results: [
          ...findings.map((finding, index) => result(finding, ids[index] ?? '')),
          ...excepted.map((each, index) => result(each.finding, ids[findings.length + index] ?? '', each)),
        ],
      },
    ],
  });
}
