import type { z } from 'zod';
import type { Fault } from '../validation/Fault.ts';
import type { Field, FieldTable } from './Field.ts';
import { fieldPath } from './fieldPath.ts';
import { nearest } from './nearest.ts';
import { cut, present } from './present.ts';
import type { PathStep, Problem } from './Problem.ts';
import { notARecord } from './schema.ts';

type Issue = z.core.$ZodIssue;

/** The faults that zod's issues stand for. `value` is what was checked, `path` where it stands. */
export function faultsOfIssues(
  issues: readonly Issue[],
  table: FieldTable,
  value: unknown,
  path: string,
): readonly Fault[] {
  return issues.flatMap((issue) => {
    const steps = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    if (issue.code === 'unrecognized_keys') return unknownFields(issue.keys, table, value, path, steps);
    const found = at(value, steps);
    return problemsOf(issue, found).map((problem) => {
      const place = fieldPath(path, [...steps, ...(problem.path ?? [])]);
      return faultOf(problem, place === '' ? 'input' : place, 'value' in problem ? problem.value : found);
    });
  });
}

/** A fault from a problem, the place and the value that stood there. */
function faultOf(problem: Problem, field: string, value: unknown): Fault {
  const { code, message, validOptions, suggestion, context } = problem;
  return {
    code,
    message,
    field,
    ...(value === undefined ? {} : { value: present(value) }),
    ...(validOptions === undefined ? {} : { validOptions }),
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(context === undefined ? {} : { context }),
  };
}

function problemsOf(issue: Issue, found: unknown): readonly Problem[] {
  if (issue.code === 'custom') {
    const problem: unknown = issue.params?.['problem'];
    if (typeof problem === 'object' && problem !== null) return [problem as Problem];
  }
  // The one check that is zod's own: an object where there is none.
  return notARecord(found);
}

function unknownFields(
  names: readonly string[],
  table: FieldTable,
  value: unknown,
  path: string,
  steps: readonly PathStep[],
): readonly Fault[] {
  const valid = Object.keys(tableAt(table, steps) ?? {});
  return names.map((name) => {
    const near = nearest(name, valid);
    const problem: Problem = {
      code: 'unknown_field',
      message:
        near === undefined ? 'There is no such field; remove it.' : `There is no such field; did you mean ${near}?`,
      validOptions: valid,
      ...(near === undefined ? {} : { suggestion: near }),
      context: { name: cut(name) },
    };
    return faultOf(problem, fieldPath(path, [...steps, name]), at(value, [...steps, name]));
  });
}

function at(value: unknown, steps: readonly PathStep[]): unknown {
  let inner = value;
  for (const step of steps) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, step)) return undefined;
    inner = (inner as Record<PathStep, unknown>)[step];
  }
  return inner;
}

function tableAt(table: FieldTable, steps: readonly PathStep[]): FieldTable | undefined {
  let inner: FieldTable | undefined = table;
  let field: Field | undefined;
  for (const step of steps) {
    field = typeof step === 'number' ? (field?.kind === 'list' ? field.of : undefined) : inner?.[step];
    inner = field?.kind === 'record' ? field.fields : undefined;
  }
  return inner;
}
