import { join } from 'node:path';
import { isColloquyError, type ColloquyError, type DialogueId } from '@colloquy/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../src/store/openStore.ts';
import { verifyFile } from '../src/verify/verifyFile.ts';
import { id } from './support/stored.ts';
import { copied, intrude, originals, other, type Kept } from './support/tamper.ts';
import { tamperings } from './support/tamperings.ts';
import { sharedFolder, temporaryFolder } from './support/temporary.ts';

const original = join(sharedFolder(), 'original.db');
let kept: Kept;

beforeAll(async () => {
  kept = await originals(original);
});

/** What a store that has seen nothing yet says when it loads: the reason of its refusal, or undefined. */
async function loading(path: string, dialogue: DialogueId): Promise<unknown> {
  await using store = await openStore({ path, readOnly: true });
  try {
    await store.dialogues.load(dialogue);
    return undefined;
  } catch (error) {
    if (!isColloquyError(error, 'integrity_error')) throw error;
    return error.context['reason'];
  }
}

test('the originals are sound', async () => {
  expect(await loading(original, id)).toBeUndefined();
  const { ok, dialogues } = await verifyFile(original);
  expect(ok).toBe(true);
  expect(dialogues.map(({ id: name, n, findings }) => [name, n, findings])).toEqual([
    [other, 1, []],
    [id, 7, []],
  ]);
});

describe('tampered with', () => {
  test.each(tamperings)('$name', async ({ tamper, dialogue, load, findings }) => {
    const path = copied(original, join(temporaryFolder(), 'tampered.db'));
    intrude(path, (file) => tamper(file, kept));

    expect(await loading(path, dialogue)).toBe(load);

    const { ok, dialogues } = await verifyFile(path);
    expect(ok).toBe(false);
    for (const { id: name, findings: found } of dialogues) {
      // Nobody else is accused.
      if (name !== dialogue) expect(found).toEqual([]);
    }
    const found = dialogues.find(({ id: name }) => name === dialogue)?.findings ?? [];
    const where = found.map(({ kind, key, n }) => [kind, key, n]);
    const expected = findings.map(([kind, key, n]) => [kind, key, n]);
    expect(where).toEqual(expected);
    for (const { key, message } of found) expect(message).toContain(key ?? '');
  });
});

describe('a whole older copy', () => {
  const putBack = (path: string): void =>
    intrude(path, (file) => {
      file.run(`ATTACH '${kept.earlier}' AS earlier`);
      for (const table of ['records', 'heads', 'log']) {
        file.run(`DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM earlier.${table};`);
      }
    });

  test('is consistent: who has seen nothing later cannot tell', async () => {
    const path = copied(original, join(temporaryFolder(), 'older.db'));
    putBack(path);
    expect(await loading(path, id)).toBeUndefined();
    expect((await verifyFile(path)).dialogues.map(({ n, ok }) => [n, ok])).toEqual([
      [1, true],
      [6, true],
    ]);
  });

  test('is refused by a store that has seen what came later', async () => {
    const path = copied(original, join(temporaryFolder(), 'older.db'));
    await using store = await openStore({ path });
    const handle = await store.dialogues.open(id);
    expect(handle.current.n).toBe(7);
    putBack(path);
    const refusal: unknown = await handle.refresh().catch((error: unknown) => error);
    expect(isColloquyError(refusal, 'integrity_error')).toBe(true);
    expect((refusal as ColloquyError).context['reason']).toBe('rollback');
  });
});
