import type { GlobalSecondaryIndex, KeySchemaElement, Projection, TableDescription } from '@aws-sdk/client-dynamodb';
import { ColloquyError, compareAscii } from '@colloquy/core';
import { tableDefinition } from './table.ts';

/** What a table is to us. */
export interface Judgement {
  /** Indexes of ours that it lacks, in the order of the definition. */
  readonly missing: readonly GlobalSecondaryIndex[];
  /** Indexes that are being made, changed or deleted. */
  readonly unready: readonly string[];
}

type Types = ReadonlyMap<string | undefined, string | undefined>;

function typesOf({ AttributeDefinitions = [] }: Pick<TableDescription, 'AttributeDefinitions'>): Types {
  return new Map(AttributeDefinitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]));
}

/** `pk S HASH, sk S RANGE`: what has to be equal, for a message too. */
function keysOf(schema: readonly KeySchemaElement[] | undefined, types: Types): string {
  const keys = (schema ?? []).map(({ AttributeName, KeyType }) => {
    return `${AttributeName} ${types.get(AttributeName)} ${KeyType}`;
  });
  return keys.sort(compareAscii).join(', ');
}

/** An index of more than we ask for serves as well; one of less does not. */
function projects({ ProjectionType, NonKeyAttributes = [] }: Projection = {}, wanted: Projection = {}): boolean {
  if (ProjectionType === 'ALL') return true;
  if (wanted.ProjectionType === 'KEYS_ONLY') return true;
  return (
    ProjectionType === wanted.ProjectionType &&
    (wanted.NonKeyAttributes ?? []).every((name) => NonKeyAttributes.includes(name))
  );
}

/**
 * Holds a table against the definition. Other indexes may stand beside ours, tags, streams, backups and the way of billing are its
 * owner's; keys of other names or types, and an index of our name that is not ours, make it somebody else's.
 *
 * @throws ColloquyError `foreign_database`
 */
export function judgeTable(found: TableDescription, table: string, place: string): Judgement {
  const wanted = tableDefinition(table);
  const [types, wantedTypes] = [typesOf(found), typesOf(wanted)];
  const refuse = (what: string, has: string, needs: string): ColloquyError =>
    new ColloquyError(
      'foreign_database',
      `${place} is not ours: ${what} ${has || 'nothing'}, and not ${needs}. It was left untouched; choose another table.`,
      { context: { place, found: has, wanted: needs } },
    );
  const [has, needs] = [keysOf(found.KeySchema, types), keysOf(wanted.KeySchema, wantedTypes)];
  if (has !== needs) throw refuse('its keys are', has, needs);

  const missing: GlobalSecondaryIndex[] = [];
  const unready: string[] = [];
  for (const index of wanted.GlobalSecondaryIndexes ?? []) {
    const name = index.IndexName ?? '';
    const there = found.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === name);
    if (there === undefined) {
      missing.push(index);
      continue;
    }
    const [hasKeys, needsKeys] = [keysOf(there.KeySchema, types), keysOf(index.KeySchema, wantedTypes)];
    if (hasKeys !== needsKeys) throw refuse(`the keys of its index ${name} are`, hasKeys, needsKeys);
    if (!projects(there.Projection, index.Projection)) {
      throw refuse(`its index ${name} holds`, JSON.stringify(there.Projection), JSON.stringify(index.Projection));
    }
  }
  // Also those that are not ours: while one is being made or deleted, no other can be.
  for (const { IndexName = '', IndexStatus } of found.GlobalSecondaryIndexes ?? []) {
    if (IndexStatus !== 'ACTIVE') unready.push(IndexName);
  }
  return { missing, unready };
}
