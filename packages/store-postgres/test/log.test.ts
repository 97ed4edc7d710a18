import { logPageBytes } from '@colloquy/core';
import { expect, test } from 'vitest';
import { commit, id } from './support/commits.ts';
import { fixture } from './support/database.ts';

async function storeWithBodies(...sizes: readonly number[]) {
  const store = (await fixture()).store;
  for (const [index, size] of sizes.entries()) {
    await store.commit(id, commit(index + 1, { body: new Uint8Array(size).fill(index + 1) }));
  }
  return store;
}

test('a page ends when its bodies reach the page size, and next goes on', async () => {
  const half = logPageBytes / 2;
  const store = await storeWithBodies(half, half, half, logPageBytes * 2, 0, 10);
  const pages: number[][] = [];
  let from: number | undefined = 1;
  while (from !== undefined) {
    const page = await store.log(id, from, 1000);
    expect(page.entries.map((entry) => entry.body[0])).toEqual(
      page.entries.map((entry) => (entry.n === 5 ? undefined : entry.n)),
    );
    pages.push(page.entries.map((entry) => entry.n));
    from = page.next;
  }
  expect(pages).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
});

test('a body larger than a page comes alone, with nothing after it', async () => {
  const store = await storeWithBodies(logPageBytes + 1);
  const page = await store.log(id, 1, 1000);
  expect([page.entries.length, page.next]).toEqual([1, undefined]);
});

test('next is absent exactly when the last entry is on the page', async () => {
  const store = await storeWithBodies(1, 1, 1);
  expect((await store.log(id, 1, 2)).next).toBe(3);
  expect((await store.log(id, 1, 3)).next).toBeUndefined();
  expect((await store.log(id, 2, 2)).next).toBeUndefined();
  expect(await store.log(id, 4, 1)).toMatchObject({ entries: [], next: undefined });
});
