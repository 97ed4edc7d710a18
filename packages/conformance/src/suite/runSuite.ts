import type { Closable, Kit } from './Kit.ts';
import { titleOf, type Law } from './Law.ts';
import { LawViolation, type TestId } from './LawViolation.ts';
import { runLaw } from './runLaw.ts';
import { settingsOf, type SettingsOptions } from './settings.ts';

export interface RunOptions<F extends Closable, C> extends SettingsOptions {
  readonly kit: Kit<F, C>;
  readonly laws: readonly Law<F, C>[];
  /** Only tests whose title contains it, for example `PS-COMMIT`. */
  readonly filter?: string;
  /** Milliseconds after which a test counts as failed with reason `timeout`. 60 000 by default. */
  readonly timeout?: number;
  /** Called after each test. */
  readonly progress?: (result: LawResult) => void;
}

/** What became of one test. */
export interface LawResult {
  readonly clause: TestId;
  readonly title: string;
  /** `not-applicable`: the kit declares that the law is not for it; `because` names the declaration. */
  readonly status: 'passed' | 'failed' | 'not-applicable';
  readonly because?: string;
  /** Of a failure: the slug of the violation, `unexpected-error` or `timeout`. */
  readonly reason?: string;
  readonly message?: string;
}

export type Verdict = Omit<LawResult, 'clause' | 'title'>;

/** Runs laws one after another without a test runner, and answers with what became of each. Never throws. */
export async function runLaws<F extends Closable, C>(options: RunOptions<F, C>): Promise<readonly LawResult[]> {
  const results: LawResult[] = [];
  for (const law of options.laws) {
    const title = titleOf(law);
    if (options.filter !== undefined && !title.includes(options.filter)) continue;
    const result = { clause: law.clause, title, ...(await verdictOf(law, options)) };
    results.push(result);
    options.progress?.(result);
  }
  return results;
}

async function verdictOf<F extends Closable, C>(law: Law<F, C>, options: RunOptions<F, C>): Promise<Verdict> {
  const exempt = exemptionOf(law, options.kit.capabilities);
  if (exempt !== undefined) return exempt;
  try {
    await within(options.timeout ?? 60_000, runLaw(law, options.kit, settingsOf(options)), law.clause);
    return { status: 'passed' };
  } catch (error) {
    return failureOf(error);
  }
}

/** What is said of a law that is not for a kit; undefined of one that is. */
export function exemptionOf<F extends Closable, C>({ applies }: Law<F, C>, capabilities: C): Verdict | undefined {
  if (applies === undefined || applies.holds(capabilities)) return undefined;
  return { status: 'not-applicable', because: `only when ${applies.when}` };
}

/** What is said of a law that threw. */
export function failureOf(error: unknown): Verdict {
  return {
    status: 'failed',
    reason: reasonOf(error),
    message: error instanceof Error ? error.message : String(error),
  };
}

function reasonOf(error: unknown): string {
  // Structural: an adapter's tests may hold a second copy of this package.
  if (error instanceof Error && error.name === 'LawViolation' && 'reason' in error) return String(error.reason);
  return 'unexpected-error';
}

/** A broken backend may hang; the suite must not. */
async function within(milliseconds: number, work: Promise<void>, clause: TestId): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new LawViolation(clause, 'timeout', { message: `not done after ${milliseconds} ms` }));
  }, milliseconds);
  try {
    await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
