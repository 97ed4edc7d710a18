import type { PartitionStore } from '@colloquy/core';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { errorOf } from './support/codeOf.ts';
import { change, commit, id, key } from './support/commits.ts';
import { openForTest, temporaryPath } from './support/temporary.ts';

const damagedKey = 'claim#00#02';

/** A store with three records of which somebody has changed one, or the log, by hand. */
async function storeAfter(sql: string): Promise<PartitionStore> {
  const database = new Database(temporaryPath());
  onTestFinished(() => void database.close());
  const store = await openForTest({ database });
  const changes = ['claim#00#01', damagedKey, 'claim#00#03'].map((name) =>
    change(name, { attributes: { status: 'asserted' } }),
  );
  await store.commit(id, commit(1, { changes }));
  database.exec(sql);
  return store;
}

describe('a damaged record is an integrity error that names it, never an empty answer', () => {
  const where = `WHERE dialogue_id = '${id}' AND key = '${damagedKey}'`;
  test.each([
    ['attributes that are not JSON', "SET attributes = '{'"],
    ['attributes that are empty', "SET attributes = ''"],
    ['attributes that are a list', "SET attributes = '[]'"],
    ['attributes that are null', "SET attributes = 'null'"],
    ['an attribute that is null', `SET attributes = '{"status":null}'`],
    ['an attribute that is an object', `SET attributes = '{"status":{}}'`],
    ['an attribute that is a fraction', `SET attributes = '{"status":0.5}'`],
    ['an attribute beyond the safe integers', `SET attributes = '{"status":9007199254740993}'`],
    ['a digest that is none', "SET digest = 'abc'"],
  ])('%s', async (_, change_) => {
    const store = await storeAfter(`UPDATE records ${change_} ${where}`);
    for (const call of [store.load(id), store.get(id, [key('claim#00#01'), key(damagedKey)])]) {
      const error = await errorOf(call);
      expect(error.code).toBe('integrity_error');
      expect(error.context).toMatchObject({ dialogueId: id, key: damagedKey });
      expect(error.message).toContain(id);
      expect(error.message).toContain(damagedKey);
    }
    expect((await store.get(id, [key('claim#00#01')])).records).toHaveLength(1);
  });

  test('a key that is none, shown without its control characters', async () => {
    const store = await storeAfter(`UPDATE records SET key = 'claim#' || char(27) || '[31m' ${where}`);
    const error = await errorOf(store.load(id));
    expect(error.code).toBe('integrity_error');
    expect(error.message).not.toContain('\u001b');
    expect((await errorOf(store.last(id, 'claim#\u001b'))).code).toBe('integrity_error');
  });

  test('a commit that rests on a damaged digest', async () => {
    const store = await storeAfter(`UPDATE records SET digest = '' ${where}`);
    const checks = [{ key: key(damagedKey), digest: null }];
    expect((await errorOf(store.commit(id, commit(2, { checks })))).context).toMatchObject({
      dialogueId: id,
      key: damagedKey,
    });
  });

  test('STRICT refuses wrong types', async () => {
    const refused = [`UPDATE records SET envelope = 'text' ${where}`, `UPDATE records SET digest = NULL ${where}`];
    for (const sql of refused) await expect(storeAfter(sql)).rejects.toMatchObject({ code: /^SQLITE_CONSTRAINT/ });
  });
});

describe('a damaged head or log', () => {
  test.each([
    ['an n of zero', 'UPDATE heads SET n = 0', { table: 'heads' }],
    ['an n beyond the safe integers', 'UPDATE heads SET n = 9007199254740993', { table: 'heads' }],
    ['a commit id that is none', "UPDATE heads SET commit_id = 'x'", { table: 'heads', n: 1 }],
  ])('%s', async (_, sql, context) => {
    const store = await storeAfter(sql);
    for (const call of [
      store.head(id),
      store.settle(id),
      store.get(id, []),
      store.load(id),
      store.commit(id, commit(2)),
    ]) {
      const error = await errorOf(call);
      expect(error.code).toBe('integrity_error');
      expect(error.context).toMatchObject({ dialogueId: id, ...context });
    }
  });

  test('an entry of the log', async () => {
    const store = await storeAfter("UPDATE log SET commit_id = 'x'");
    const error = await errorOf(store.log(id, 1, 10));
    expect(error.context).toMatchObject({ dialogueId: id, table: 'log', n: 1 });
    expect((await errorOf(store.commit(id, commit(1)))).code).toBe('integrity_error');
    expect((await store.head(id))?.n).toBe(1);
  });
});
