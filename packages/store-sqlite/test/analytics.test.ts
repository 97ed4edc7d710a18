import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { codeOf } from './support/codeOf.ts';
import { change, commit, id } from './support/commits.ts';
import { openForTest, temporaryPath } from './support/temporary.ts';

const createdAt = '2026-02-06T12:00:00.000Z';
const page = { limit: 10, after: undefined };

function opened(path: string): Database.Database {
  const database = new Database(path);
  onTestFinished(() => void database.close());
  return database;
}

test('a read-only store answers, also what was committed after it was opened', async () => {
  const path = temporaryPath();
  const writer = await openForTest({ path });
  const { analytics } = await openForTest({ path, readOnly: true });
  expect(await analytics.listByStatus('open', page)).toEqual([]);
  await writer.commit(
    id,
    commit(1, { changes: [change('dialogue#meta', { attributes: { status: 'open', createdAt } })] }),
  );
  expect(await analytics.listByStatus('open', page)).toEqual([{ createdAt, dialogueId: id }]);
  expect(await analytics.statistics()).toEqual({
    byStatus: { open: 1, converging: 0, converged: 0, abandoned: 0 },
    openTensions: 0,
  });
});

test('a sum that no 64-bit integer holds is the greatest number, and no error', async () => {
  const path = temporaryPath();
  const { analytics } = await openForTest({ path });
  const database = opened(path);
  const insert = database.prepare('INSERT INTO records VALUES (?, ?, ?, ?, ?)');
  database.exec('BEGIN');
  // 1 024 of the greatest score are 2^63 - 1 024; two more are beyond.
  for (let at = 0; at < 1026; at += 1) {
    const attributes = JSON.stringify({ totalScore: Number.MAX_SAFE_INTEGER });
    insert.run(`d-${at}`, 'expert#muffin', '', attributes, Buffer.alloc(1));
  }
  insert.run('d-0', 'expert#scone', '', '{"totalScore":5}', Buffer.alloc(1));
  database.exec('COMMIT');
  expect(await analytics.expertRanking(page)).toEqual([
    { slug: 'muffin', dialogues: 1026, totalScore: Number.MAX_SAFE_INTEGER },
    { slug: 'scone', dialogues: 1, totalScore: 5 },
  ]);
});

test('rows that this store cannot have written are left out, whatever they hold', async () => {
  const path = temporaryPath();
  const store = await openForTest({ path });
  const database = opened(path);
  const insert = database.prepare('INSERT INTO records VALUES (?, ?, ?, ?, ?)');
  const sound = JSON.stringify({ status: 'open', createdAt, totalScore: 3 });
  const odd = [
    '',
    'null',
    '"open"',
    '[]',
    '{',
    `{"status":"open","createdAt":"${createdAt}"`,
    `{"status":["open"],"createdAt":"${createdAt}","totalScore":[3]}`,
    `{"status":"open","createdAt":{"a":"${createdAt}"},"totalScore":{"a":3}}`,
    `{"status":null,"createdAt":"${createdAt}","totalScore":null}`,
    '{"totalScore":3.0}',
    '{"totalScore":3e0}',
    '{"totalScore":9007199254740992}',
    '{"totalScore":99999999999999999999}',
  ];
  for (const [at, attributes] of odd.entries()) {
    for (const key of ['dialogue#meta', 'tension#00#01', 'expert#muffin']) {
      insert.run(`odd-${at}`, key, '', attributes, Buffer.alloc(1));
    }
  }
  for (const name of ['', 'A', 'a b', '-a', 'a_b', 'é', 'a'.repeat(129)]) {
    for (const key of ['dialogue#meta', 'tension#00#01', 'expert#muffin']) {
      insert.run(name, key, '', sound, Buffer.alloc(1));
    }
  }
  insert.run('sound', 'dialogue#meta', '', sound, Buffer.alloc(1));
  expect(await store.analytics.listByStatus('open', page)).toEqual([{ createdAt, dialogueId: 'sound' }]);
  expect(await store.analytics.openTensions(page)).toEqual([]);
  expect(await store.analytics.expertRanking(page)).toEqual([]);
  database.exec("UPDATE records SET attributes = 'no JSON' WHERE dialogue_id = 'sound'");
  expect(await store.analytics.listByStatus('open', page)).toEqual([]);
});

test('answers are numbers on a connection that yields big integers', async () => {
  const database = opened(temporaryPath()).defaultSafeIntegers(true);
  const { analytics, ...store } = await openForTest({ database });
  await store.commit(id, commit(1, { changes: [change('expert#muffin', { attributes: { totalScore: 41 } })] }));
  expect(await analytics.expertRanking(page)).toEqual([{ slug: 'muffin', dialogues: 1, totalScore: 41 }]);
  expect((await analytics.statistics()).openTensions).toBe(0);
});

test('a lost index costs time and changes no answer', async () => {
  const path = temporaryPath();
  const store = await openForTest({ path });
  await store.commit(
    id,
    commit(1, { changes: [change('tension#00#01', { attributes: { status: 'open', createdAt } })] }),
  );
  opened(path).exec('DROP INDEX records_by_open_tension');
  const expected = [{ createdAt, dialogueId: id, tensionId: 'T0001', status: 'open' }];
  expect(await store.analytics.openTensions(page)).toEqual(expected);
});

test('a question waits for a lock like any other read, and no longer than that', async () => {
  const database = opened(temporaryPath());
  const { analytics } = await openForTest({ database, busyTimeoutMs: 20 });
  database.exec('BEGIN');
  expect(await codeOf(analytics.statistics())).toBe('backend_busy');
  database.exec('ROLLBACK');
  expect((await analytics.statistics()).openTensions).toBe(0);
});
