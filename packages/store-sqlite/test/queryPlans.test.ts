import { keyRange } from '@colloquy/core';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { exportSql } from '../src/batch.ts';
import { entriesSql } from '../src/change.ts';
import { digestSql, entrySql } from '../src/commit.ts';
import { getSql } from '../src/get.ts';
import { headSql } from '../src/head.ts';
import { openSqliteStore } from '../src/index.ts';
import { lastSql } from '../src/last.ts';
import { loadSql } from '../src/load.ts';
import { logSql } from '../src/log.ts';
import { partitionsSql } from '../src/partitions.ts';
import { id } from './support/commits.ts';

const database = new Database(':memory:');

beforeAll(async () => {
  await openSqliteStore({ database });
  return () => void database.close();
});

function plan(sql: string, ...parameters: unknown[]): readonly string[] {
  return database
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...parameters)
    .map((row) => row.detail);
}

describe('every statement goes by the dialogue, through an index, and sorts nothing', () => {
  const statements: readonly (readonly [string, string, readonly unknown[], string])[] = [
    ['head', headSql, [id], 'SEARCH heads USING INDEX sqlite_autoindex_heads_1 (dialogue_id=?)'],
    ['load', loadSql, [id], 'SEARCH records USING INDEX sqlite_autoindex_records_1 (dialogue_id=?)'],
    [
      'last',
      lastSql,
      [id, ...keyRange('tension#')],
      'SEARCH records USING COVERING INDEX sqlite_autoindex_records_1 (dialogue_id=? AND key>? AND key<?)',
    ],
    ['log', logSql, [id, 1, 10], 'SEARCH log USING INDEX sqlite_autoindex_log_1 (dialogue_id=? AND n>?)'],
    [
      'a digest',
      digestSql,
      [id, 'claim#00#01'],
      'SEARCH records USING INDEX sqlite_autoindex_records_1 (dialogue_id=? AND key=?)',
    ],
  ];
  test.each(statements)('%s', (_name, sql, parameters, expected) => {
    expect(plan(sql, ...parameters)).toEqual([expected]);
  });

  test('the entry at n, and what holds its dialogue', () => {
    expect(plan(entrySql, id, 1)).toEqual([
      'SEARCH log USING INDEX sqlite_autoindex_log_1 (dialogue_id=? AND n=?)',
      'SEARCH heads USING INDEX sqlite_autoindex_heads_1 (dialogue_id=?) LEFT-JOIN',
    ]);
  });

  test('the entries that a transition asks for', () => {
    expect(plan(entriesSql, id, 1, 2)).toEqual([
      'SEARCH log USING INDEX sqlite_autoindex_log_1 (dialogue_id=? AND n=?)',
    ]);
  });

  test('records behind a key, for a batch', () => {
    expect(plan(exportSql, id, 'claim#00#01', 100)).toEqual([
      'SEARCH records USING INDEX sqlite_autoindex_records_1 (dialogue_id=? AND key>?)',
    ]);
  });

  test('a page of partitions goes from id to id, and through no table', () => {
    const steps = plan(partitionsSql, '', '', '', 10);
    const tables = ['heads', 'log', 'records'];
    for (const table of tables) {
      expect(steps.filter((step) => step.includes(` ${table} `)).length).toBe(2);
      for (const step of steps.filter((each) => each.includes(` ${table} `)))
        expect(step).toBe(`SEARCH ${table} USING COVERING INDEX sqlite_autoindex_${table}_1 (dialogue_id>?)`);
    }
  });

  test('get: a search per key', () => {
    const steps = plan(getSql, id, '["claim#00#01"]');
    expect(steps[0]).toBe('SEARCH records USING INDEX sqlite_autoindex_records_1 (dialogue_id=? AND key=?)');
    // The only scan is over the keys that were asked for.
    expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([expect.stringMatching(/^SCAN json_each/)]);
    expect(steps.some((step) => step.includes('ORDER BY'))).toBe(false);
  });
});
