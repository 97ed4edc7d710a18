import type { Finding } from '../model/Finding.ts';
import type { Outcome } from '../model/Outcome.ts';
import { ruleOf } from '../rules/registry.ts';
import { jsonText } from './jsonText.ts';
import { verdictOf } from './summaryLine.ts';

/** A finding, with the texts of its rule. */
export interface JsonFinding {
  readonly rule: string;
  readonly title: string;
  readonly subject: string;
  readonly message: string;
  /** Relative to the root, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  readonly evidence: readonly string[];
  readonly fix: string;
}

/** What `--format json` prints. A member may be added within schema 1; none changes its meaning or goes. */
export interface JsonOutcome {
  readonly schema: 1;
  readonly tool: 'colloquy-gate';
  /** `cannot judge`: at least one finding has a `READ-` rule. */
  readonly verdict: 'passed' | 'refused' | 'cannot judge';
  /** Null: it was compared with nothing. */
  readonly base: string | null;
  readonly seen: Outcome['seen'];
  readonly findings: readonly JsonFinding[];
  readonly excepted: readonly (JsonFinding & {
    readonly exception: { readonly reason: string; readonly owner: string; readonly expires: string };
  })[];
}

function jsonFinding({ rule, subject, message, place, evidence }: Finding): JsonFinding {
  const { title, fix } = ruleOf(rule);
  return {
    rule,
    title,
    subject,
    message,
    file: place.file,
    line: place.line,
    column: place.column,
    evidence: evidence ?? [],
    fix,
  };
}

/** For programs: {@link JsonOutcome}. */
export function formatJson(outcome: Outcome): string {
  const { findings, excepted, seen, base } = outcome;
  const json: JsonOutcome = {
    schema: 1,
    tool: 'colloquy-gate',
    verdict: verdictOf(outcome),
    base: base ?? null,
    seen,
    findings: findings.map(jsonFinding),
    excepted: excepted.map(({ finding, exception: { reason = '', owner = '', expires = '' } }) => ({
      ...jsonFinding(finding),
      exception: { reason, owner, expires },
    })),
  };
  return jsonText(json);
}
