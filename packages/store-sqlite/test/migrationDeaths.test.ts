import { copyFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { callsOfMove } from './support/callsOfMove.ts';
import { startChild } from './support/children.ts';
import { id } from './support/commits.ts';
import { openForTest, temporaryPath } from './support/temporary.ts';

/** Every row of the dialogues. */
function rowsOf(path: string): unknown {
  const database = new Database(path, { readonly: true });
  try {
    return ['heads', 'log', 'records'].map((table) => database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all());
  } finally {
    database.close();
  }
}

/** What a child says that makes this call upon this file and dies before that many statements have run. */
async function dying(path: string, call: string, statements: number): Promise<string> {
  const child = startChild('writeUntilKilled.ts', [path, call, String(statements)]);
  const line = await child.line();
  await child.ended;
  return line;
}

test(
  'each call of a move, killed between its statements, has done nothing; made again it does all',
  { timeout: 120_000 },
  async () => {
    let path = temporaryPath();
    await (await openForTest({ path })).close();
    for (const [call, { make, statements }] of Object.entries(callsOfMove)) {
      const before = rowsOf(path);
      // A batch before each of its statements; the others behind what they read, and before COMMIT.
      const places = call === 'batch' ? [1, 2, 3, 4, 5, 6, 7] : [2, statements - 1];
      for (const at of places) {
        expect(await dying(path, call, at), `${call}, killed after ${at}`).toBe('ended');
        expect(rowsOf(path), `${call}, killed after ${at}`).toEqual(before);
      }
      const copy = temporaryPath();
      copyFileSync(path, copy);
      // Behind its last statement it is done, whether anybody hears of it or not.
      expect(await dying(path, call, statements)).toBe(`done ${statements}`);
      const after = rowsOf(path);
      expect(after).not.toEqual(before);
      const store = await openForTest({ path });
      onTestFinished(() => store.close());
      expect(await make(store.migration, id)).toBe(true);
      expect(rowsOf(path)).toEqual(after);
      await store.close();
      path = copy;
      const again = await openForTest({ path });
      expect(await make(again.migration, id)).toBe(true);
      expect(rowsOf(path)).toEqual(after);
      await again.close();
    }
  },
);
