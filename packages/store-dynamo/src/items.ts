import { isDeepStrictEqual } from 'node:util';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { EngineItem } from '@colloquy/core';

/** An item as DynamoDB takes it. */
export type Item = Record<string, AttributeValue>;

/** Names of the two key attributes of the table. */
export const partitionKey = 'pk';
export const sortKey = 'sk';

/**
 * A value as an attribute. Numbers are whole and safe, so DynamoDB's 38 digits hold them; texts are ASCII; a field that is undefined
 * is left out.
 */
function attributeOf(value: unknown): AttributeValue {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value instanceof Uint8Array) return { B: value };
  if (Array.isArray(value)) return { L: value.map(attributeOf) };
  if (typeof value === 'object' && value !== null) return { M: attributesOf(value as EngineItem) };
  throw new TypeError(`DynamoDB stores no ${typeof value}`);
}

export function attributesOf(item: EngineItem): Item {
  const attributes: Item = {};
  for (const [name, value] of Object.entries(item)) {
    if (value !== undefined) attributes[name] = attributeOf(value);
  }
  return attributes;
}

/** What {@link attributeOf} made an attribute of. Of other types, which only others can have written, undefined. */
export function valueOf(attribute: AttributeValue): unknown {
  if (attribute.S !== undefined) return attribute.S;
  if (attribute.N !== undefined) return Number(attribute.N);
  if (attribute.BOOL !== undefined) return attribute.BOOL;
  // A view of the whole answer comes out of the client: a copy lets go of the rest.
  if (attribute.B !== undefined) return new Uint8Array(attribute.B);
  if (attribute.L !== undefined) return attribute.L.map(valueOf);
  if (attribute.M !== undefined) return itemOf(attribute.M);
  return undefined;
}

/** The fields of an item, without its keys. */
export function itemOf(attributes: Item): EngineItem {
  const fields = Object.entries(attributes).filter(([name]) => name !== partitionKey && name !== sortKey);
  return Object.fromEntries(fields.map(([name, attribute]) => [name, valueOf(attribute)]));
}

/** Whether two items have the same attributes, without regard to their order. */
export function isSameItem(a: Item, b: Item): boolean {
  return isDeepStrictEqual(a, b);
}
