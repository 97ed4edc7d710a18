import { applyPlan, DialogueState, faultsOf, isColloquyError, type Json } from '@colloquy/core';
import { canonical } from '../support/spec.ts';
import { anyPlanner, type Step } from '../support/story.ts';

/** What a write must come to. */
export type Expected =
  | { readonly n: number; readonly value: unknown }
  /** A code; for `batch_validation_failed` its faults too. */
  | { readonly code: string; readonly faults: readonly unknown[] };

interface Remembered {
  readonly request: string;
  readonly answer: { readonly n: number; readonly value: unknown };
}

/**
 * A dialogue without a backend: the planners, which are pure, run one after another on a state in memory. No log, no bytes, no
 * conflicts: what the store must come to with all of these.
 */
export class Oracle {
  state = new DialogueState([]);
  /** Commits so far. */
  n = 0;
  /** Kind of each commit. */
  readonly kinds: string[] = [];
  readonly #operations = new Map<string, Remembered>();

  /** Applies a write, and says what the store must answer. */
  apply({ method, input }: Step, now: () => string, operationId: string | undefined): Expected {
    const planner = anyPlanner(method);
    try {
      const parsed = planner.parse(input);
      // Parsed input is plain JSON, unless the planner says how to make it so.
      const asked = planner.requestOf?.(parsed) ?? (parsed as Json);
      const request = operationId === undefined ? '' : canonical([planner.kind, asked]);
      const before = operationId === undefined ? undefined : this.#operations.get(operationId);
      if (before !== undefined) {
        return before.request === request ? before.answer : { code: 'operation_mismatch', faults: [] };
      }
      const { puts, result } = planner.plan(this.state, parsed, { now: now() });
      if (puts.length === 0) return { n: this.n, value: result };
      this.state = applyPlan(this.state, puts);
      this.n += 1;
      this.kinds.push(planner.kind);
      const answer = { n: this.n, value: result };
      if (operationId !== undefined) this.#operations.set(operationId, { request, answer });
      return answer;
    } catch (error) {
      return refusalOf(error);
    }
  }
}

/** An error as something to compare. */
export function refusalOf(error: unknown): Expected {
  if (!isColloquyError(error)) throw error;
  return { code: error.code, faults: faultsOf(error) };
}
