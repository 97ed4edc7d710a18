import type { AttributeValue, CreateTableCommandInput, GlobalSecondaryIndex } from '@aws-sdk/client-dynamodb';
import { partitionKey, sortKey, type Item } from '../items.ts';
import { itemBytes } from './itemBytes.ts';
import { writeUnits } from './units.ts';

/**
 * Units that the secondary indexes of a table take when an item is written: one write where it enters or leaves an index or changes
 * in it, two where it changes its place there, none where the index does not show the change.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
 */
export function indexUnits(
  { GlobalSecondaryIndexes = [] }: CreateTableCommandInput,
  before: Item | undefined,
  after: Item | undefined,
): number {
  let units = 0;
  for (const index of GlobalSecondaryIndexes) units += unitsOf(index, before, after);
  return units;
}

function unitsOf(index: GlobalSecondaryIndex, before: Item | undefined, after: Item | undefined): number {
  const old = projected(index, before);
  const next = projected(index, after);
  if (old === undefined && next === undefined) return 0;
  if (old === undefined || next === undefined) return writeUnits(itemBytes(old ?? next ?? {}), false);
  if (!isSame(keysOf(index), old, next)) {
    return writeUnits(itemBytes(old), false) + writeUnits(itemBytes(next), false);
  }
  const names = new Set([...Object.keys(old), ...Object.keys(next)]);
  if (isSame([...names], old, next)) return 0;
  return writeUnits(Math.max(itemBytes(old), itemBytes(next)), false);
}

function keysOf({ KeySchema = [] }: GlobalSecondaryIndex): readonly string[] {
  return KeySchema.map(({ AttributeName = '' }) => AttributeName);
}

/** What an index holds of an item; undefined when the item is not in it. */
function projected(index: GlobalSecondaryIndex, item: Item | undefined): Item | undefined {
  const keys = keysOf(index);
  if (item === undefined || keys.some((name) => item[name] === undefined)) return undefined;
  const { ProjectionType, NonKeyAttributes = [] } = index.Projection ?? {};
  if (ProjectionType === 'ALL') return item;
  const names = new Set([partitionKey, sortKey, ...keys, ...NonKeyAttributes]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}

function isSame(names: readonly string[], a: Item, b: Item): boolean {
  return names.every((name) => textOf(a[name]) === textOf(b[name]));
}

function textOf(value: AttributeValue | undefined): string {
  return JSON.stringify(value, (_, each: unknown) => (each instanceof Uint8Array ? [...each] : each)) ?? '';
}
