import { describe, expect, test } from 'vitest';
import { errorOf } from './support/codeOf.ts';
import { change, commit, digest, id, key } from './support/commits.ts';
import { fixture, type Fixture } from './support/database.ts';

const damagedKey = 'claim#00#02';

/** A store with three records of which somebody has changed one, or the log, by hand. */
async function storeAfter(...statements: readonly string[]): Promise<Fixture> {
  const given = await fixture();
  const changes = ['claim#00#01', damagedKey, 'claim#00#03'].map((name) =>
    change(name, { attributes: { status: 'asserted' } }),
  );
  await given.store.commit(id, commit(1, { changes }));
  for (const sql of statements) await given.run(sql);
  return given;
}

describe('a damaged record is an integrity error that names it, never an empty answer', () => {
  const where = `WHERE dialogue_id = '${id}' AND key = '${damagedKey}'`;
  test.each([
    ['attributes that are a list', "SET attributes = '[]'"],
    ['attributes that are null', "SET attributes = 'null'"],
    ['attributes that are a text', `SET attributes = '"text"'`],
    ['attributes that are a number', "SET attributes = '1'"],
    ['an attribute that is null', `SET attributes = '{"status":null}'`],
    ['an attribute that is an object', `SET attributes = '{"status":{}}'`],
    ['an attribute that is a list', `SET attributes = '{"status":[]}'`],
    [
      'attributes nested ten thousand deep',
      `SET attributes = (repeat('{"a":', 5000) || '1' || repeat('}', 5000))::jsonb`,
    ],
    ['an attribute that is a fraction', `SET attributes = '{"status":0.5}'`],
    ['an attribute beyond the safe integers', `SET attributes = '{"status":9007199254740993}'`],
    ['an attribute that no double can hold', `SET attributes = '{"status":1e400}'`],
    ['a digest that is none', "SET digest = 'abc'"],
    ['a digest in capitals', 'SET digest = upper(digest)'],
  ])('%s', async (_, change_) => {
    const { store } = await storeAfter(`UPDATE @records ${change_} ${where}`);
    for (const call of [() => store.load(id), () => store.get(id, [key('claim#00#01'), key(damagedKey)])]) {
      const error = await errorOf(call());
      expect(error.code).toBe('integrity_error');
      expect(error.context).toMatchObject({ dialogueId: id, key: damagedKey });
      expect(error.message).toContain(id);
      expect(error.message).toContain(damagedKey);
    }
    expect((await store.get(id, [key('claim#00#01')])).records).toHaveLength(1);
  });

  test('a key that is none, shown without its control characters', async () => {
    const { store } = await storeAfter(`UPDATE @records SET key = 'claim#' || chr(27) || '[31m' ${where}`);
    const error = await errorOf(store.load(id));
    expect(error.code).toBe('integrity_error');
    expect(error.message).not.toContain('\u001b');
    expect((await errorOf(store.last(id, 'claim#\u001b'))).code).toBe('integrity_error');
  });

  test('an empty key is not taken for the head', async () => {
    const { store } = await storeAfter(`UPDATE @records SET key = '' ${where}`, 'DELETE FROM @heads');
    expect(await errorOf(store.load(id))).toMatchObject({ code: 'integrity_error', context: { key: '' } });
  });

  test('a commit that rests on a damaged digest finds it changed', async () => {
    const { store } = await storeAfter(`UPDATE @records SET digest = '' ${where}`);
    const before = digest(change(damagedKey).envelope);
    for (const expected of [null, before]) {
      const checks = [{ key: key(damagedKey), digest: expected }];
      expect(await store.commit(id, commit(2, { checks }))).toMatchObject({ outcome: 'mismatch', keys: [damagedKey] });
    }
    expect((await store.head(id))?.n).toBe(1);
  });

  test('the columns refuse wrong types', async () => {
    const refused: readonly (readonly [string, string])[] = [
      [`UPDATE @records SET attributes = '{' ${where}`, '22P02'],
      [`UPDATE @records SET attributes = '{"a":"\\u0000"}' ${where}`, '22P05'],
      [`UPDATE @records SET attributes = '{"a":"\\ud800"}' ${where}`, '22P02'],
      [`UPDATE @records SET key = E'claim#\\x80' ${where}`, '22021'],
      [`UPDATE @records SET digest = NULL ${where}`, '23502'],
      [`UPDATE @heads SET n = 9223372036854775808`, '22003'],
    ];
    for (const [sql, code] of refused) await expect(storeAfter(sql)).rejects.toMatchObject({ code });
  });
});

describe('a damaged head or log', () => {
  test.each([
    ['an n of zero', 'UPDATE @heads SET n = 0', { table: 'heads' }],
    ['a negative n', 'UPDATE @heads SET n = -1', { table: 'heads' }],
    ['an n beyond the safe integers', 'UPDATE @heads SET n = 9007199254740993', { table: 'heads' }],
    ['a commit id that is none', "UPDATE @heads SET commit_id = 'x'", { table: 'heads', n: 1 }],
  ])('%s', async (_, sql, context) => {
    const { store } = await storeAfter(sql);
    for (const call of [() => store.head(id), () => store.settle(id), () => store.get(id, []), () => store.load(id)]) {
      const error = await errorOf(call());
      expect(error.code).toBe('integrity_error');
      expect(error.context).toMatchObject({ dialogueId: id, ...context });
    }
  });

  test('a commit on a head whose n is damaged is refused, and writes nothing', async () => {
    for (const n of ['0', '-1', '9007199254740993']) {
      const { store, run } = await storeAfter(`UPDATE @heads SET n = ${n}`);
      expect((await errorOf(store.commit(id, commit(2)))).context).toMatchObject({ dialogueId: id, table: 'heads' });
      expect(await run('SELECT n::text FROM @heads')).toEqual([{ n }]);
      expect(await run('SELECT n::text FROM @log')).toEqual([{ n: '1' }]);
    }
  });

  test('a head that lags behind its log is never moved over an entry', async () => {
    const { store, run } = await storeAfter();
    await store.commit(id, commit(2));
    await run('UPDATE @heads SET n = 1');
    expect(await store.commit(id, commit(2, { by: 'two' }))).toMatchObject({ outcome: 'conflict', entry: { n: 2 } });
    expect((await store.log(id, 1, 10)).entries).toHaveLength(2);
    await run('DELETE FROM @heads');
    expect(await store.commit(id, commit(1, { by: 'two' }))).toMatchObject({
      outcome: 'conflict',
      head: undefined,
      entry: { n: 1 },
    });
  });

  test.each([
    ['a commit id that is none', "UPDATE @log SET commit_id = 'x'", { table: 'log', n: 1 }],
    ['an n beyond the safe integers', 'UPDATE @log SET n = 9007199254740993', { table: 'log' }],
  ])('an entry of the log: %s', async (_, sql, context) => {
    const { store } = await storeAfter(sql);
    expect((await errorOf(store.log(id, 1, 10))).context).toMatchObject({ dialogueId: id, ...context });
    expect((await store.head(id))?.n).toBe(1);
  });

  test('an entry that a commit meets', async () => {
    const { store } = await storeAfter("UPDATE @log SET commit_id = 'x'");
    expect((await errorOf(store.commit(id, commit(1)))).code).toBe('integrity_error');
  });
});
