import { LawViolation, type Facts, type TestId } from './LawViolation.ts';
import { render } from './render.ts';

/** The few assertions that laws need. Each failure carries the clause under test and a reason slug. */
export class Verifier {
  readonly clause: TestId;

  constructor(clause: TestId) {
    this.clause = clause;
  }

  /** The violation to throw. */
  violation(reason: string, facts: Facts = {}): LawViolation {
    return new LawViolation(this.clause, reason, facts);
  }

  check(holds: boolean, reason: string, facts: Facts = {}): void {
    if (!holds) throw this.violation(reason, facts);
  }

  /** Equal as plain data, bytes byte for byte. */
  equal(actual: unknown, expected: unknown, reason: string, message?: string): void {
    if (render(actual) === render(expected)) return;
    throw this.violation(reason, { expected, actual, ...(message === undefined ? {} : { message }) });
  }

  /** The value, which must be there. */
  present<T>(value: T | undefined, reason: string, message?: string): T {
    if (value === undefined) throw this.violation(reason, message === undefined ? {} : { message });
    return value;
  }

  /** What a call rejects with. */
  async rejects(call: () => Promise<unknown>, reason: string, message?: string): Promise<unknown> {
    let answer: unknown;
    try {
      answer = await call();
    } catch (error) {
      return error;
    }
    throw this.violation(reason, { message: message ?? 'the call did not reject', actual: answer });
  }
}
