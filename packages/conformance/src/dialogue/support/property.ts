import fc from 'fast-check';
import type { LawSettings } from '../../suite/LawContext.ts';
import { LawViolation, type TestId } from '../../suite/LawViolation.ts';

/**
 * Tries a law on generated values. A counterexample is shrunk and becomes a violation of the reason that it showed; its message names
 * seed and path, with which it is played again.
 *
 * @throws LawViolation
 */
export async function forAll<T>(
  { clause, seed, runs, replay }: LawSettings & { readonly clause: TestId },
  values: fc.Arbitrary<T>,
  holds: (value: T) => Promise<void> | void,
  numRuns: number = runs,
): Promise<void> {
  const property = fc.asyncProperty(values, async (value) => holds(value));
  const details = await fc.check(property, {
    seed,
    numRuns,
    ...(replay === undefined ? {} : { path: replay.path }),
  });
  if (!details.failed) return;
  const cause = details.errorInstance;
  const reason = cause instanceof LawViolation ? cause.reason : 'unexpected-error';
  throw new LawViolation(clause, reason, { message: fc.defaultReportMessage(details) ?? '', cause });
}
