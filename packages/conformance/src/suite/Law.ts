import type { Closable } from './Kit.ts';
import type { LawContext } from './LawContext.ts';
import type { TestId } from './LawViolation.ts';

/** Which implementations a law is for, by what they declare. */
export interface Applicability<C> {
  /** The declaration, for the report: `durable`. */
  readonly when: string;
  readonly holds: (capabilities: C) => boolean;
}

/** One test of one clause. */
export interface Law<F extends Closable, C> {
  readonly clause: TestId;
  /** What is tested, in a few words; with the clause in front it is the title of the test. */
  readonly title: string;
  /** Absent: every implementation. */
  readonly applies?: Applicability<C>;
  readonly run: (t: LawContext<F, C>) => Promise<void>;
}

/** The title that runners and reports show. */
export function titleOf(law: { readonly clause: TestId; readonly title: string }): string {
  return `${law.clause} ${law.title}`;
}
