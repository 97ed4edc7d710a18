import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import Database from 'better-sqlite3';
import pg from 'pg';

/** Tables of the store that hold dialogues. */
const tables = ['heads', 'log', 'records'] as const;

/**
 * SQLite's own way: `VACUUM INTO` writes all that the file holds into another one (https://www.sqlite.org/lang_vacuum.html). It checks nothing of what it
 * copies, and both files take writes afterwards.
 */
export function vacuumInto(source: string, target: string): void {
  const database = new Database(source, { readonly: true });
  try {
    database.prepare('VACUUM INTO ?').run(target);
  } finally {
    database.close();
  }
}

/**
 * PostgreSQL's own way: COPY of each table into a file of the server, and from it into the other schema
 * (https://www.postgresql.org/docs/current/sql-copy.html), what pg_dump does. It checks nothing of what it copies.
 */
export async function copyTables(url: string, source: string, target: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  const files: string[] = [];
  await client.connect();
  try {
    for (const table of tables) {
      const file = join(tmpdir(), `colloquy-${randomBytes(8).toString('hex')}.copy`);
      files.push(file);
      await client.query(`COPY ${source}.${table} TO '${file}' (FORMAT binary)`);
      await client.query(`COPY ${target}.${table} FROM '${file}' (FORMAT binary)`);
    }
  } finally {
    await client.end();
    for (const file of files) rmSync(file, { force: true });
  }
}
