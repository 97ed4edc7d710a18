import { z } from 'zod';
import { checkList, checkOf, type Check, type Form } from './checks.ts';
import type { Field, FieldTable, ListField } from './Field.ts';
import { copyJson } from './json.ts';
import { ratioUnit } from './number.ts';
import { missing, type Problem } from './Problem.ts';

/** Problems of one list after which the rest of it is not looked at: nobody would read more. */
const toldIssues = 1000;

const schemas: Readonly<Record<Form, WeakMap<FieldTable, z.ZodType>>> = {
  input: new WeakMap(),
  stored: new WeakMap(),
};

/** The schema of a table, which tells every fault of a value. Built once per table and form. */
export function tableSchema(table: FieldTable, form: Form): z.ZodType {
  const known = schemas[form].get(table);
  if (known !== undefined) return known;
  const shape = Object.fromEntries(Object.entries(table).map(([name, field]) => [name, fieldSchema(field, form)]));
  const schema = z.strictObject(shape);
  schemas[form].set(table, schema);
  return schema;
}

/** Bears the problems of a value through zod, in the `params` of a custom issue. */
function leaf(check: Check): z.ZodType {
  return z.unknown().check((context) => {
    const problems = check(context.value);
    if (problems.length === 0) return;
    for (const problem of problems) context.issues.push({ code: 'custom', input: context.value, params: { problem } });
  });
}

const jsonLeaf = z.unknown().transform((value, context) => {
  const result = value === undefined ? { problems: missing('a JSON value') } : copyJson(value);
  if ('copy' in result) return result.copy;
  for (const problem of result.problems) context.issues.push({ code: 'custom', input: value, params: { problem } });
  return z.NEVER;
});

function fieldSchema(field: Field, form: Form): z.ZodType {
  const schema = requiredSchema(field, form);
  return field.optional === true ? schema.optional() : schema;
}

function requiredSchema(field: Field, form: Form): z.ZodType {
  switch (field.kind) {
    case 'ratio': {
      const schema = leaf(checkOf(field, form));
      return form === 'input' ? schema : schema.transform((k) => (k as number) / ratioUnit);
    }
    case 'json':
      return jsonLeaf;
    case 'list':
      return listSchema(field, form);
    case 'record':
      return tableSchema(field.fields, form);
    default:
      return leaf(checkOf(field, form));
  }
}

/**
 * A list, item by item. Not zod's own array: that one passes the issues of all items on as the arguments of one call, which a
 * list of many bad records turns into a RangeError.
 */
function listSchema(field: ListField, form: Form): z.ZodType {
  const itemSchema = fieldSchema(field.of, form);
  return z.unknown().transform((value, context) => {
    const [problem] = checkList(field, value);
    if (problem !== undefined) {
      context.issues.push({ code: 'custom', input: value, params: { problem } });
      return z.NEVER;
    }
    const items: unknown[] = [];
    for (const [index, item] of (value as readonly unknown[]).entries()) {
      const result = itemSchema.safeParse(item);
      if (result.success) items.push(result.data);
      else for (const issue of result.error.issues) context.issues.push(atItem(issue, index, item));
      if (context.issues.length >= toldIssues) break;
    }
    return items;
  });
}

/** An issue of an item as one of its list. */
function atItem(issue: z.core.$ZodIssue, index: number, input: unknown): z.core.$ZodRawIssue {
  // An issue is a raw issue that lost its input: it gets it back.
  return { ...issue, input, path: [index, ...issue.path] } as z.core.$ZodRawIssue;
}

/** What is wrong with a value that stands where an object belongs. */
export function notARecord(value: unknown): readonly Problem[] {
  if (value === undefined) return missing('an object');
  return [{ code: 'invalid_value', message: 'Give an object with named fields.' }];
}
