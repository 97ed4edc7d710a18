import type { ClauseId } from '@colloquy/core';
import { render } from './render.ts';

/** What a test belongs to: a clause, the comparison of whole runs with a plain model, or what calls cost. */
export type TestId = ClauseId | 'MODEL' | 'DIFFERENTIAL' | 'MEASURE';

/** What was seen and what should have been seen. */
export interface Facts {
  readonly message?: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
  readonly cause?: unknown;
}

/**
 * A law does not hold. `reason` is a stable slug for programs: a deliberately broken backend must fail its clause for the reason
 * that it declares, so a test that fails for something else is noticed.
 */
export class LawViolation extends Error {
  readonly clause: TestId;
  readonly reason: string;
  readonly expected: unknown;
  readonly actual: unknown;

  constructor(clause: TestId, reason: string, facts: Facts = {}) {
    super(messageOf(clause, reason, facts), facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = 'LawViolation';
    this.clause = clause;
    this.reason = reason;
    this.expected = facts.expected;
    this.actual = facts.actual;
  }
}

function messageOf(clause: TestId, reason: string, facts: Facts): string {
  const lines = [`${clause} ${reason}${facts.message === undefined ? '' : `: ${facts.message}`}`];
  if ('expected' in facts) lines.push(`  expected: ${clip(render(facts.expected))}`);
  if ('actual' in facts) lines.push(`  actual:   ${clip(render(facts.actual))}`);
  return lines.join('\n');
}

/** Answers can be megabytes; a person reads the beginning. */
function clip(text: string): string {
  return text.length <= 2000 ? text : `${text.slice(0, 2000)}... (${text.length} characters)`;
}
