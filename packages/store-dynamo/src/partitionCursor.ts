import { ColloquyError } from '@colloquy/core';
import { keyOf, partitionKey, sortKey, type Item } from './items.ts';

/** The key of an item as a text to go on from. Whoever has it needs nothing else, and nobody keeps anything for it. */
export function cursorOf(key: Item): string {
  return Buffer.from(JSON.stringify([key[partitionKey]?.S, key[sortKey]?.S])).toString('base64url');
}

/**
 * The key in a cursor.
 *
 * @throws ColloquyError `invalid_argument`
 */
export function keyOfCursor(cursor: string): Item {
  const [partition, sort, ...more] = partsOf(cursor);
  if (typeof partition === 'string' && typeof sort === 'string' && more.length === 0) {
    const key = keyOf({ partition, sort });
    if (cursorOf(key) === cursor) return key;
  }
  throw new ColloquyError('invalid_argument', 'This cursor is none that this store has given.');
}

function partsOf(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
