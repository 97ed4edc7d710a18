import { schemaName } from './options.ts';
import { markTable, schemaVersion, tableNames } from './schema.ts';
import { beginSql, lockSql, setupStatements } from './setup.ts';
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
  const tables = tableNames(schemaVersion);
  const ours = [...tables, ...viewStatements().keys()];
  const count = (names: readonly string[]): string =>
    `(SELECT count(*) FROM pg_class WHERE relnamespace = '"${schema}"'::regnamespace AND relname IN (${texts(names)}))`;
  return `DO $guard$
BEGIN
  IF ${count(ours)} > 0 THEN
    IF ${count([markTable])} = 0 THEN
      RAISE EXCEPTION 'the schema ${schema} has relations of our names that are not ours';
    END IF;
    IF NOT EXISTS (SELECT FROM "${schema}".${markTable} WHERE version = ${schemaVersion}) OR ${count(tables)} < ${tables.length} THEN
      RAISE EXCEPTION 'the schema ${schema} is not a whole Colloquy store of version ${schemaVersion}';
    END IF;
  END IF;
END
$guard$`;
}

function ifAbsent(sql: string): string {
  return sql.replace(/^CREATE (TABLE|INDEX) /, 'CREATE $1 IF NOT EXISTS ');
}

/**
 * The setup as SQL, for people who apply schemas themselves: for a new schema or, again, one of this version. It gives the very
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
    ...setupStatements(0).map((sql) => inSchema(ifAbsent(sql), schema)),
    'COMMIT',
  ];
  const head = `-- Colloquy, PostgreSQL schema version ${schemaVersion}. Run with: psql -v ON_ERROR_STOP=1 -f FILE`;
  return `${[head, ...statements.map((sql) => `${sql};`)].join('\n')}\n`;
}
