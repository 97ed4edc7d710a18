import { dialogueId } from '@colloquy/core';
import { expect, test } from 'vitest';
import { codeOf } from './support/codeOf.ts';
import { change, commit } from './support/commits.ts';
import { fixture } from './support/database.ts';

test('every dialogue once, in the order of bytes', async () => {
  const { store } = await fixture();
  expect(await store.dialogueIds()).toEqual([]);
  for (const id of ['b', 'a-2', 'a', '0', 'a0']) await store.commit(dialogueId(id), commit(1));
  expect(await store.dialogueIds()).toEqual(['0', 'a', 'a-2', 'a0', 'b']);
});

test('a dialogue that has lost any two of its three parts is still listed, and a malformed id as it stands', async () => {
  const { store, run } = await fixture();
  const ids = ['of-heads', 'of-log', 'of-records'];
  for (const id of ids) await store.commit(dialogueId(id), commit(1, { changes: [change('tension#00#01')] }));
  for (const table of ['heads', 'log', 'records']) {
    await run(`DELETE FROM @${table} WHERE dialogue_id <> 'of-${table}'`);
  }
  await run("UPDATE @heads SET dialogue_id = 'NOT AN ID'");
  expect(await store.dialogueIds()).toEqual(['NOT AN ID', 'of-log', 'of-records']);
});

test('a closed store says so', async () => {
  const { store } = await fixture();
  await store.close();
  expect(await codeOf(store.dialogueIds())).toBe('backend_closed');
});
