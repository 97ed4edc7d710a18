import { schemaName } from './options.ts';
import { markTable, migrations, schemaVersion, tableNames } from './schema.ts';
import { beginSql, lockSql, lockTimeoutSql, setupStatements } from './setup.ts';
import { inSchema } from './statement.ts';
import { viewStatements } from './views.ts';

function texts(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}

/** Asked of the catalog, since `CREATE SCHEMA IF NOT EXISTS` demands the right to make one even where it is there. */
function schemaIfAbsent(schema: string): string {
  return `DO $schema$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = '${schema}') THEN
    CREATE SCHEMA "${schema}";
  END IF;
END
$schema$`;
}

/** Refuses what opening refuses. A store that lacks a table is damaged, and must not be made to look empty. */
function guard(schema: string): string {
  const ours = [...tableNames(schemaVersion), ...viewStatements().keys()];
  const count = (names: readonly string[]): string =>
    `(SELECT count(*) FROM pg_class WHERE relnamespace = '"${schema}"'::regnamespace AND relname IN (${texts(names)}))`;
  const whole = migrations.map((_, k) => {
    const tables = tableNames(k + 1);
    return `(version = ${k + 1} AND ${count(tables)} = ${tables.length})`;
  });
  return `DO $guard$
BEGIN
  IF ${count(ours)} > 0 THEN
    IF ${count([markTable])} = 0 THEN
      RAISE EXCEPTION 'the schema ${schema} has relations of our names that are not ours';
    END IF;
    IF NOT EXISTS (SELECT FROM "${schema}".${markTable} WHERE ${whole.join('\n      OR ')}) THEN
      RAISE EXCEPTION 'the schema ${schema} is not a whole Colloquy store of version ${schemaVersion} or of an earlier one';
    END IF;
  END IF;
END
$guard$`;
}

function ifAbsent(sql: string): string {
  return sql.replace(/^CREATE (TABLE|INDEX) /, 'CREATE $1 IF NOT EXISTS ');
}

/**
 * A table that is as it should be is not altered again: that would take a lock which everybody else queues behind, and two of those in one
 * transaction could meet others in a deadlock.
 */
function ifOlder(sql: string, version: number): string {
  return `DO $alter$
BEGIN
  IF NOT EXISTS (SELECT FROM @${markTable} WHERE version >= ${version}) THEN
    ${sql};
  END IF;
END
$alter$`;
}

/** The migrations as statements that may be run again: what makes tables and indexes first, since a table says of which version they are. */
function migrationStatements(): readonly string[] {
  const alters = (sql: string): boolean => sql.startsWith('ALTER');
  const made = migrations.flat().filter((sql) => !alters(sql));
  const altered = migrations.flatMap((step, k) => step.filter(alters).map((sql) => ifOlder(sql, k + 1)));
  return [...made.map(ifAbsent), ...altered];
}

/**
 * The setup as SQL, for people who apply schemas themselves: for a new schema, one of an earlier
 * version, or, again, one of this version. It gives the very
 * schema that opening gives.
 *
 * @param options.schema - default `colloquy`
 * @throws ColloquyError `invalid_argument` when the name is not allowed
 * @example
 * // psql -v ON_ERROR_STOP=1 -f setup.sql "$DATABASE_URL"
 * writeFileSync('setup.sql', setupSql({ schema: 'dialogues' }));
 */
export function setupSql(options: { readonly schema?: string } = {}): string {
  const schema = schemaName(options.schema);
  const statements = [
    beginSql,
    lockSql.replace('$1', `'${schema}'`),
    schemaIfAbsent(schema),
    guard(schema),
    lockTimeoutSql,
    ...[...migrationStatements(), ...setupStatements(schemaVersion)].map((sql) => inSchema(sql, schema)),
    'COMMIT',
  ];
  const head = `-- Colloquy, PostgreSQL schema version ${schemaVersion}. Run with: psql -v ON_ERROR_STOP=1 -f FILE`;
  return `${[head, ...statements.map((sql) => `${sql};`)].join('\n')}\n`;
}
