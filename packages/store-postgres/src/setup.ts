import { ColloquyError, isColloquyError, type CallOptions } from '@colloquy/core';
import type { Calls } from './calls.ts';
import { sqlState } from './errors.ts';
import { inspect, once, type Inspection } from './inspect.ts';
import type { PostgresClient } from './pool.ts';
import { markTable, migrations, schemaVersion } from './schema.ts';
import { inSchema } from './statement.ts';
import { viewsStamp, viewStatements } from './views.ts';

/**
 * Two numbers of 32 bits: "clqy", and one that the name of the schema gives. Held to the end of the transaction, so it works
 * through a pooler too.
 */
export const lockSql = "SELECT pg_advisory_xact_lock(1668051321, hashtext('colloquy schema ' || $1))";

/** The statements that bring a schema from a version to the present one, in order, `@name` still in them. */
export function setupStatements(version: number): readonly string[] {
  const views = [...viewStatements()].flatMap(([name, sql]) => [`DROP VIEW IF EXISTS @${name}`, sql]);
  return [
    ...migrations.slice(version).flat(),
    ...views,
    `INSERT INTO @${markTable} (id, version, views) VALUES (1, ${schemaVersion}, '${viewsStamp()}')
ON CONFLICT (id) DO UPDATE SET version = excluded.version, views = excluded.views`,
  ];
}

/**
 * Whatever a database or a role has set as its default, setup must see what was committed while it waited for the lock: a stricter
 * level would go on with what was there before.
 */
export const beginSql = 'BEGIN ISOLATION LEVEL READ COMMITTED';

/**
 * A new version changes tables that are in use, which takes a lock that everybody else queues behind. Where a session holds such a table
 * for long, as a backup does, setup gives up soon, so that the applications wait no longer than this either.
 */
export const lockTimeoutSql = "SET LOCAL lock_timeout = '2s'";

async function inTransaction(client: PostgresClient, work: () => Promise<void>): Promise<void> {
  await once(client, beginSql);
  try {
    await work();
    await once(client, 'COMMIT');
  } catch (error) {
    // On a connection that is gone there is nothing to roll back.
    await once(client, 'ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function complete(client: PostgresClient, schema: string, place: string): Promise<void> {
  await inTransaction(client, async () => {
    await once(client, lockSql, schema);
    const { state, version, exists } = await inspect(client, schema, place);
    if (state === 'current') return;
    await once(client, lockTimeoutSql);
    if (!exists) await once(client, `CREATE SCHEMA "${schema}"`);
    for (const sql of setupStatements(version)) await once(client, inSchema(sql, schema));
  });
}

/** The role may not, or the database is read-only. */
const denied = ['42501', '25006'];

/** Views of people rest on a view of ours, or a relation of another kind has its name. */
const unchangeable = ['2BP01', '42809'];

function mayNotSetUp(place: string, schema: string, cause: unknown): ColloquyError {
  return new ColloquyError(
    'schema_missing',
    `${place}: this role may not make the schema ${schema}. Let a role that may run the SQL of setupSql(), then open again.`,
    { context: { place, schema }, cause },
  );
}

/**
 * Makes or completes the schema in one transaction. Idempotent, and safe when many processes do it at once: one does the work
 * under an advisory lock and the others, looking again under it, find it done. A schema that is up to date is only read, so a role
 * without CREATE can open it.
 *
 * @throws ColloquyError `foreign_database`, `schema_too_new`, `database_corrupt`, `schema_missing`
 */
export async function setUp(calls: Calls, schema: string, place: string, options: CallOptions): Promise<void> {
  const { state } = await calls.read((client) => inspect(client, schema, place), options);
  if (state === 'current') return;
  try {
    await calls.write((client) => complete(client, schema, place), options);
  } catch (error) {
    const cause = isColloquyError(error) ? error.cause : undefined;
    const failed = sqlState(cause) ?? '';
    // Views are for people: where they cannot be remade, the store can still be used.
    if (state === 'stale' && [...denied, ...unchangeable].includes(failed)) return;
    throw denied.includes(failed) ? mayNotSetUp(place, schema, cause) : error;
  }
}

/** @throws ColloquyError `schema_missing` */
function requireCurrent({ state }: Inspection, place: string, schema: string): void {
  if (state === 'current' || state === 'stale') return;
  throw new ColloquyError(
    'schema_missing',
    state === 'empty'
      ? `${place} has no Colloquy schema ${schema}. Open it once with write access and setup, or run the SQL of setupSql().`
      : `${place} has an older Colloquy schema ${schema}. Open it once with write access and setup.`,
    { context: { place, schema } },
  );
}

/** Checks the schema without changing anything. @throws ColloquyError as {@link setUp}, and `schema_missing` */
export async function requireSchema(calls: Calls, schema: string, place: string, options: CallOptions): Promise<void> {
  requireCurrent(await calls.read((client) => inspect(client, schema, place), options), place, schema);
}
