import { ColloquyError } from '@colloquy/core';
import type { PostgresClient } from './pool.ts';
import { markTable, schemaVersion, tableNames } from './schema.ts';
import { inSchema, type Row } from './statement.ts';
import { viewsStamp, viewStatements } from './views.ts';

/** `outdated`: ours, of an earlier version. `stale`: ours and current, but its views are those of another release. */
export type SchemaState = 'empty' | 'outdated' | 'stale' | 'current';

/** What a schema is to us, and its version. */
export interface Inspection {
  readonly state: SchemaState;
  readonly version: number;
  /** False: the schema itself has to be made. */
  readonly exists: boolean;
}

/** A statement of setup: unnamed, since it runs once. */
export async function once(client: PostgresClient, text: string, ...values: unknown[]): Promise<readonly Row[]> {
  const { rows } = await client.query({
    text,
    values,
    rowMode: 'array',
    types: { getTypeParser: () => (value) => value },
  });
  return rows;
}

/** From the catalog, which every role may read: what is visible does not depend on privileges. */
const relationsSql = `SELECT class.relname FROM pg_catalog.pg_class AS class
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = class.relnamespace
WHERE namespace.nspname = $1 AND class.relname = ANY ($2::text[])`;

/**
 * Says what a schema is to us. Other tables may stand beside ours; ours may not be anybody else's.
 *
 * @throws ColloquyError `foreign_database`, `schema_too_new`, `database_corrupt` when a table of ours is gone
 */
export async function inspect(client: PostgresClient, schema: string, place: string): Promise<Inspection> {
  const [namespace] = await once(client, 'SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1', schema);
  const exists = namespace !== undefined;
  const ours = [...tableNames(schemaVersion), ...viewStatements().keys()];
  const present = (await once(client, relationsSql, schema, ours)).map(([name]) => name);
  if (present.length === 0) return { state: 'empty', version: 0, exists };
  const where = `${place}, schema ${schema},`;
  if (!present.includes(markTable)) {
    throw new ColloquyError(
      'foreign_database',
      `${where} has relations of our names that are not ours: ${present.join(', ')}. It was left untouched; choose another schema.`,
      { context: { place, schema, relations: present } },
    );
  }
  const [mark] = await once(client, inSchema(`SELECT version::text, views FROM @${markTable} WHERE id = 1`, schema));
  const version = Number(mark?.[0] ?? 0);
  if (version > schemaVersion) {
    throw new ColloquyError(
      'schema_too_new',
      `${where} has version ${version}; this release knows up to ${schemaVersion}. It was left untouched; upgrade @colloquy/store-postgres.`,
      { context: { place, schema, version, supported: schemaVersion } },
    );
  }
  // Making a lost table anew would present damage as emptiness.
  const missing = version < 1 ? ['its version'] : tableNames(version).filter((table) => !present.includes(table));
  if (missing.length > 0) {
    throw new ColloquyError(
      'database_corrupt',
      `${where} says that it is a Colloquy store but lacks ${missing.join(', ')}; restore it from a backup.`,
      { context: { place, schema, missing } },
    );
  }
  if (version < schemaVersion) return { state: 'outdated', version, exists };
  return { state: mark?.[1] === viewsStamp() ? 'current' : 'stale', version, exists };
}
