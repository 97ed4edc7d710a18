import type { EngineCondition } from '@colloquy/core';
import { attributesOf, partitionKey, type Item } from './items.ts';

/** A condition as an expression, with the names and values that it speaks of. */
export interface Expression {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues?: Item;
}

export function expressionOf(condition: EngineCondition): Expression {
  const names: Record<string, string> = { '#pk': partitionKey };
  if (condition.kind === 'absent') {
    return { ConditionExpression: 'attribute_not_exists(#pk)', ExpressionAttributeNames: names };
  }
  const parts = ['attribute_exists(#pk)'];
  const values: Record<string, unknown> = {};
  for (const [at, [name, value]] of Object.entries(condition.fields).entries()) {
    names[`#f${at}`] = name;
    if (value === undefined) parts.push(`attribute_not_exists(#f${at})`);
    else {
      parts.push(`#f${at} = :f${at}`);
      values[`:f${at}`] = value;
    }
  }
  return {
    ConditionExpression: parts.join(' AND '),
    ExpressionAttributeNames: names,
    ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: attributesOf(values) }),
  };
}
