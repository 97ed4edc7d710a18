import type { EngineCondition } from '@colloquy/core';
import { attributesOf, partitionKey, type Item } from './items.ts';

/** A condition as an expression, with the names and values that it speaks of. */
export interface Expression {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Item;
}

// The name of the key is no reserved word, and so stands for itself: most conditions of a commit are this one.
const absent: Expression = Object.freeze({ ConditionExpression: `attribute_not_exists(${partitionKey})` });

export function expressionOf(condition: EngineCondition): Expression {
  if (condition.kind === 'absent') return absent;
  const parts: string[] = [];
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  for (const [at, [name, value]] of Object.entries(condition.fields).entries()) {
    names[`#f${at}`] = name;
    if (value === undefined) parts.push(`attribute_not_exists(#f${at})`);
    else {
      parts.push(`#f${at} = :f${at}`);
      values[`:f${at}`] = value;
    }
  }
  // A field that has a value has an item.
  const isImplied = Object.keys(values).length > 0;
  if (!isImplied) parts.unshift(`attribute_exists(${partitionKey})`);
  return {
    ConditionExpression: parts.join(' AND '),
    ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
    ...(isImplied ? { ExpressionAttributeValues: attributesOf(values) } : {}),
  };
}
