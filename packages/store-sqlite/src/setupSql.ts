import { applicationId, migrations, schemaVersion, tableNames } from './schema.ts';
import { viewStatements } from './views.ts';

const names = tableNames(schemaVersion);
const tables = names.map((name) => `'${name}'`).join(', ');

/** Refuses what opening refuses. A store that lacks a table is damaged, and must not be made to look empty. */
const guard = `CREATE TEMP TABLE colloquy_guard (
  allowed INTEGER NOT NULL,
  CONSTRAINT "the database is neither empty nor a whole Colloquy store of schema version ${schemaVersion}" CHECK (allowed)
);
INSERT INTO colloquy_guard SELECT CASE (SELECT application_id FROM pragma_application_id)
  WHEN ${applicationId} THEN (SELECT user_version FROM pragma_user_version) = ${schemaVersion}
    AND (SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN (${tables})) = ${names.length}
  WHEN 0 THEN (SELECT user_version FROM pragma_user_version) = 0 AND NOT EXISTS (SELECT 1 FROM sqlite_schema)
  ELSE 0 END;
DROP TABLE colloquy_guard;`;

/** The tables as they are after all migrations, in the very text that SQLite keeps of a table to which columns were added. */
function asNow(statements: readonly string[]): readonly string[] {
  return statements.flatMap((sql) => {
    if (sql.startsWith('ALTER TABLE')) return [];
    const [, table = ''] = /^CREATE TABLE (\w+)/.exec(sql) ?? [];
    const added = statements.flatMap(
      (other) => new RegExp(`^ALTER TABLE ${table} ADD COLUMN (.*)$`).exec(other)?.[1] ?? [],
    );
    return [sql.replace(/\) STRICT$/, `${added.map((column) => `, ${column}`).join('')}) STRICT`)];
  });
}

function ifAbsent(sql: string): string {
  return `${sql.replace(/^CREATE (TABLE|INDEX) /, 'CREATE $1 IF NOT EXISTS ')};`;
}

/**
 * The setup as SQL, for people who apply schemas themselves: for a new database or, again, one of this version. It gives the
 * very schema that opening gives.
 *
 * Run it with `-bail`, so that the shell stops where the guard refuses another application's database.
 *
 * @example
 * // sqlite3 -bail dialogues.db < setup.sql
 * writeFileSync('setup.sql', setupSql());
 */
export function setupSql(): string {
  const views = [...viewStatements()].map(([name, sql]) => `DROP VIEW IF EXISTS ${name};\n${sql};`);
  return [
    `-- Colloquy, SQLite schema version ${schemaVersion}. Run with: sqlite3 -bail FILE`,
    'BEGIN IMMEDIATE;',
    guard,
    ...asNow(migrations.flat()).map(ifAbsent),
    ...views,
    `PRAGMA application_id = ${applicationId};`,
    `PRAGMA user_version = ${schemaVersion};`,
    'COMMIT;',
    'PRAGMA journal_mode = WAL;',
    '',
  ].join('\n');
}
