import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { dialogueId } from '@colloquy/core';
import { codeOf } from './support/codeOf.ts';
import { change, commit } from './support/commits.ts';
import { openForTest, temporaryPath } from './support/temporary.ts';

test('every dialogue once, in the order of bytes; also one of which only a part is left', async () => {
  const database = new Database(temporaryPath());
  onTestFinished(() => void database.close());
  const store = await openForTest({ database });
  expect(await store.dialogueIds()).toEqual([]);
  for (const id of ['b', 'a-1', 'a', 'a1', 'c']) {
    await store.commit(dialogueId(id), commit(1, { changes: [change('claim#00#01'), change('claim#00#02')] }));
  }
  database.exec("DELETE FROM heads WHERE dialogue_id = 'b'; DELETE FROM log WHERE dialogue_id = 'b';");
  database.exec("DELETE FROM heads WHERE dialogue_id = 'c'; DELETE FROM records WHERE dialogue_id = 'c';");
  expect(await store.dialogueIds()).toEqual(['a', 'a-1', 'a1', 'b', 'c']);
  await store.close();
  expect(await codeOf(store.dialogueIds())).toBe('backend_closed');
});
