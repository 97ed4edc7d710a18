import fc from 'fast-check';
import { LawViolation } from '../../suite/LawViolation.ts';
import type { DialogueContext } from '../kit/DialogueFixture.ts';

/**
 * Tries a law on generated values. A counterexample is shrunk and becomes a violation of the reason that it showed, with what it takes
 * to replay it.
 */
export async function forAll<T>(
  t: DialogueContext,
  values: fc.Arbitrary<T>,
  holds: (value: T) => Promise<void> | void,
  runs: number = t.runs,
): Promise<void> {
  const property = fc.asyncProperty(values, async (value) => holds(value));
  const details = await fc.check(property, { seed: t.seed, numRuns: runs });
  if (!details.failed) return;
  const found = details.errorInstance;
  const replay = `seed ${details.seed}, path ${String(details.counterexamplePath)}, after ${details.numShrinks} shrinks`;
  const counterexample = fc.stringify(details.counterexample).slice(0, 4000);
  const text = found instanceof Error ? found.message : String(found);
  const message = `${text}\n  ${replay}\n  counterexample: ${counterexample}`;
  const reason = found instanceof LawViolation ? found.reason : 'unexpected-error';
  throw new LawViolation(t.clause, reason, { message, cause: found });
}
