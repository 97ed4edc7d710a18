import type { Finding } from '../model/Finding.ts';

/** Thrown where reading cannot go on: the findings say why, all of them with a `READ-` rule. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(findings.map(({ rule, message }) => `${rule}: ${message}`).join('\n'));
    // Readers speak in parts of sentences; whoever is shown a finding gets a whole one.
    this.findings = findings.map((finding) => ({ ...finding, message: finding.message.replace(/\.?$/, '.') }));
  }
}
