import { dialogueId, MemoryPartitionStore } from '@colloquy/core';
import { expect, test } from 'vitest';
import { fill, fillLog } from '../src/workbench/fill.ts';
import { benchKeyring, storeOver } from '../src/workbench/Workbench.ts';

const id = dialogueId('filled');

test.each([10, 11, 99, 100, 505, 507, 1000])('a dialogue of exactly %i entities', async (size) => {
  const store = storeOver(new MemoryPartitionStore(), await benchKeyring());
  await fill(store, id, size);
  expect((await store.load(id)).state.size).toBe(size);
});

test('a log of exactly 25 commits', async () => {
  const store = storeOver(new MemoryPartitionStore(), await benchKeyring());
  await fillLog(store, id, 25);
  expect((await store.load(id)).n).toBe(25);
});
