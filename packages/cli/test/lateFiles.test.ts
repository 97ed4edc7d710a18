import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, storeWithExample, temporaryFolder } from './support/run.ts';
import { between, moving, statusOf, twoStores } from './support/twoStores.ts';

/** A file in a folder that is not there. */
const nowhere = 'nowhere/file.json';

describe('a file that is to hold what cannot be done again', () => {
  test('is tried before an epoch is destroyed: its certificate is told once', async () => {
    const cwd = await storeWithExample();
    await run(['keys', 'add-epoch'], { cwd });
    await run(['keys', 'rewrap', '--all'], { cwd });
    const destroy = ['keys', 'destroy-epoch', '1', '--yes', '--certificate'];
    const refused = await run([...destroy, nowhere], { cwd });
    expect(refused).toMatchObject({ code: 8, out: '' });
    expect(refused.err).toMatch(/^nowhere\/file\.json cannot be written: ENOENT\. Nothing was written\.\n/);
    writeFileSync(join(cwd, 'there.json'), 'mine');
    const taken = await run([...destroy, 'there.json'], { cwd });
    expect(taken).toMatchObject({ code: 2, out: '' });
    expect(taken.err).toMatch(/^there\.json cannot be written: it exists\. Name a new file\. Nothing was done\.\n/);
    // Destroyed by one of the two, the epoch would be refused now.
    expect(await run([...destroy, 'epoch.json'], { cwd })).toMatchObject({ code: 0, err: '' });
  });

  test('is tried before a dialogue is erased', async () => {
    const cwd = await storeWithExample();
    const erase = ['keys', 'erase', 'where-to-store', '--yes', '--certificate'];
    expect(await run([...erase, nowhere], { cwd })).toMatchObject({ code: 8, out: '' });
    expect(await run(['show', 'where-to-store', 'T0001'], { cwd })).toMatchObject({ code: 0 });
    expect(await run([...erase, 'erased.json'], { cwd })).toMatchObject({ code: 0 });
  });

  test('is tried before dialogues move', async () => {
    const cwd = await twoStores();
    expect(await run(['migrate', 'start', moving, ...between, '--report', nowhere], { cwd })).toMatchObject({
      code: 8,
      out: '',
    });
    expect(await statusOf(cwd)).toMatchObject({ phase: 'none', target: { state: 'absent' } });
    await run(['migrate', 'start', moving, ...between], { cwd });
    expect(await run(['migrate', 'back', moving, ...between, '--report', nowhere], { cwd })).toMatchObject({
      code: 8,
      out: '',
    });
    expect(await statusOf(cwd)).toMatchObject({ phase: 'moved' });
    // What was tried leaves nothing behind.
    expect(readdirSync(cwd).filter((name) => name.startsWith('.colloquy'))).toEqual([]);
  });

  test('shows it on standard output where the file is lost after all, and says so', async () => {
    const cwd = await twoStores();
    // Another process takes the name while the dialogue moves: the journal is the first to be written to.
    const lost = await run(['migrate', 'start', moving, ...between, '--journal', 'same', '--report', 'same'], { cwd });
    expect(lost.code).toBe(8);
    expect(lost.out).toMatch(/\n1 dialogue moved from laptop to archive\.\n$/);
    expect(lost.err).toMatch(/^It was done, and same cannot be written: EEXIST\./);
    expect(await statusOf(cwd)).toMatchObject({ phase: 'moved' });
  });
});

test('init tries the configuration before it makes a store and keys', async () => {
  const cwd = temporaryFolder();
  const { code, out, err } = await run(['init', '--config', nowhere, '--sqlite', join(cwd, 'd.db')], { cwd });
  expect([code, out]).toEqual([8, '']);
  expect(err).toMatch(/nowhere\/file\.json cannot be written: ENOENT\. Nothing was written\.\n/);
  expect(existsSync(join(cwd, 'd.db'))).toBe(false);
  expect(readdirSync(cwd)).toEqual([]);
});
