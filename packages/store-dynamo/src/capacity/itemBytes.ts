import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { utf8Length } from '@colloquy/core';
import type { Item } from '../items.ts';

/** A list or map, whatever is in it; and each of its elements besides. */
const containerBytes = 3;
const elementBytes = 1;

/**
 * The size of an item as DynamoDB counts it, names of attributes included, in bytes. Of numbers the documentation says
 * "approximately"; everything else is exact.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 *
 * @example
 * itemBytes({ pk: { S: 'store' }, n: { N: '120' } }); // 2 + 5 + 1 + 2
 */
export function itemBytes(item: Item): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) bytes += utf8Length(name) + valueBytes(value);
  return bytes;
}

function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return utf8Length(value.S);
  if (value.N !== undefined) return numberBytes(value.N);
  if (value.B !== undefined) return value.B.byteLength;
  if (value.L !== undefined)
    return value.L.reduce((sum, each) => sum + elementBytes + valueBytes(each), containerBytes);
  if (value.M !== undefined) {
    const fields = Object.entries(value.M);
    return fields.reduce(
      (sum, [name, each]) => sum + elementBytes + utf8Length(name) + valueBytes(each),
      containerBytes,
    );
  }
  // BOOL and NULL; nothing here writes sets.
  return 1;
}

/** One byte for two significant digits and one more; zeros at either end are none. A sign takes a byte. */
function numberBytes(text: string): number {
  const digits = text.replace(/^-?0*/, '').replace(/0+$/, '').length;
  return 1 + Math.ceil(digits / 2) + (text.startsWith('-') ? 1 : 0);
}
