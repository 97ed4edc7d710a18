import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { publish } from '../src/backup.ts';
import { openSqliteStore, type SqliteStore } from '../src/index.ts';
import { codeOf } from './support/codeOf.ts';
import { change, commit, id } from './support/commits.ts';
import { contentOf, openForTest, temporaryFolder, temporaryPath } from './support/temporary.ts';

const envelope = new Uint8Array(100_000).fill(7);

/** A commit that replaces nothing and adds one record, so that after commit n there are n of them. */
function next(n: number) {
  return commit(n, { changes: [change(`content#00#e${n}`, { envelope })] });
}

async function filled(store: SqliteStore, commits: number): Promise<void> {
  for (let n = 1; n <= commits; n += 1) await store.commit(id, next(n));
}

function integrityOf(path: string): unknown {
  const database = new Database(path, { readonly: true });
  onTestFinished(() => void database.close());
  return database.pragma('integrity_check', { simple: true });
}

describe('a backup of a live store', () => {
  test('is the state of one moment, while this store and another connection go on writing', async () => {
    const path = temporaryPath();
    const store = await openForTest({ path });
    const other = await openForTest({ path });
    await filled(store, 40);
    const destination = temporaryPath('copy.db');
    const backup = store.backup(destination);
    // A copy that started over with each commit of the other connection would never end under this writer.
    let n = 40;
    while (n < 1000 && !existsSync(destination)) {
      n += 1;
      await (n % 2 === 0 ? store : other).commit(id, next(n));
      await setImmediate();
    }
    await backup;
    expect(n).toBeGreaterThan(41);
    expect(n).toBeLessThan(1000);

    expect(integrityOf(destination)).toBe('ok');
    const copy = await openForTest({ path: destination });
    const { head, records } = await copy.load(id);
    expect(records).toHaveLength(head?.n ?? -1);
    expect(head?.n).toBeGreaterThanOrEqual(40);
    expect((await copy.log(id, 1, 1000)).entries.at(-1)?.n).toBe(head?.n);
    expect((await copy.commit(id, next((head?.n ?? 0) + 1))).outcome).toBe('committed');
    expect((await store.head(id))?.n).toBe(n);
  });

  test('holds what was acknowledged and lies only in the write-ahead log, which copying the file would miss', async () => {
    const path = temporaryPath();
    const store = await openForTest({ path });
    await filled(store, 3);
    const destination = temporaryPath('copy.db');
    await store.backup(destination);
    expect(readdirSync(dirname(destination))).toEqual(['copy.db']);
    expect((await (await openForTest({ path: destination, readOnly: true })).head(id))?.n).toBe(3);
  });

  test.each([
    ['a database in memory', async () => openForTest({ path: ':memory:' })],
    [
      'a connection of the caller',
      async () => {
        const database = new Database(temporaryPath());
        onTestFinished(() => void database.close());
        return openForTest({ database });
      },
    ],
  ])('works for %s', async (_, open) => {
    const store = await open();
    await filled(store, 2);
    const destination = temporaryPath('copy.db');
    await store.backup(destination);
    expect((await (await openForTest({ path: destination })).load(id)).records).toHaveLength(2);
  });

  test('works for a read-only store', async () => {
    const path = temporaryPath();
    await filled(await openForTest({ path }), 2);
    const destination = temporaryPath('copy.db');
    await (await openForTest({ path, readOnly: true })).backup(destination);
    expect(integrityOf(destination)).toBe('ok');
  });
});

describe('a backup that is refused or interrupted leaves nothing', () => {
  test('an existing destination is not touched, be it a file or a folder', async () => {
    const store = await openForTest({ path: temporaryPath() });
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), 'precious');
    mkdirSync(join(temporaryFolder(), 'folder'));
    const before = contentOf(folder);
    expect(await codeOf(store.backup(join(folder, 'file')))).toBe('invalid_argument');
    expect(await codeOf(store.backup(folder))).toBe('invalid_argument');
    expect(contentOf(folder)).toEqual(before);
  });

  test('a destination that comes into being during the copy is not replaced, with or without hard links', async () => {
    const noLinks = () => Promise.reject(Object.assign(new Error('no links here'), { code: 'EPERM' }));
    for (const giveName of [undefined, noLinks]) {
      const folder = temporaryFolder();
      const [finished, target] = [join(folder, 'finished'), join(folder, 'target')];
      writeFileSync(finished, 'new');
      await publish(finished, target, giveName);
      const once = contentOf(folder).get('target');
      expect(once).toBe(contentOf(folder).get('finished'));
      const later = join(folder, 'later');
      writeFileSync(later, 'newer');
      expect(await codeOf(publish(later, target, giveName))).toBe('invalid_argument');
      expect(contentOf(folder).get('target')).toBe(once);
    }
  });

  test('a missing folder', async () => {
    const store = await openForTest({ path: temporaryPath() });
    expect(await codeOf(store.backup(join(temporaryFolder(), 'none', 'copy.db')))).toBe('cannot_open');
    expect(await codeOf(store.backup(''))).toBe('invalid_argument');
  });

  /** Waits until a backup has begun; it has several turns of the event loop to go. */
  async function begun(folder: string): Promise<void> {
    while (readdirSync(folder).length === 0) await setImmediate();
  }

  test('an abort', async () => {
    const store = await openForTest({ path: temporaryPath() });
    await filled(store, 100);
    const folder = temporaryFolder();
    const controller = new AbortController();
    const reason = new Error('enough');
    const backup = store.backup(join(folder, 'copy.db'), { signal: controller.signal });
    const outcome = Promise.allSettled([backup]);
    await begun(folder);
    controller.abort(reason);
    expect(await outcome).toEqual([{ status: 'rejected', reason }]);
    expect(readdirSync(folder)).toEqual([]);
    expect((await store.head(id))?.n).toBe(100);
  });

  test('closing, which waits until the copy has stopped', async () => {
    const path = temporaryPath();
    const store = await openSqliteStore({ path });
    await filled(store, 100);
    const folder = temporaryFolder();
    const code = codeOf(store.backup(join(folder, 'copy.db')));
    await begun(folder);
    await store.close();
    expect(readdirSync(folder)).toEqual([]);
    expect(existsSync(`${path}-wal`)).toBe(false);
    expect(await code).toBe('backend_closed');
  });
});
