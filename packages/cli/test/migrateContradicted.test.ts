import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { run } from './support/run.ts';
import { between, moving, twoStores } from './support/twoStores.ts';

function edit(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

test('a residence that the head contradicts is named by status and doctor, in text and JSON, with the exit code of damage', async () => {
  const cwd = await twoStores();
  const status = ['migrate', 'status', moving, ...between];
  expect((await run(['migrate', 'start', moving, ...between], { cwd })).code).toBe(0);
  expect([(await run(status, { cwd })).code, (await run(['doctor', moving], { cwd })).code]).toEqual([0, 0]);
  edit(join(cwd, 'd.db'), 'UPDATE heads SET residence = NULL, move = NULL');
  for (const command of [status, ['doctor', moving], ['doctor', moving, '--no-keys']]) {
    const told = await run(command, { cwd });
    expect([command[0], told.code]).toEqual([command[0], 1]);
    expect(told.out.replaceAll(/\s+/g, ' ')).toContain('residence_missing');
    expect((await run([...command, '--json'], { cwd })).out).toMatch(/"contradiction": ?"residence_missing"/);
  }
  // A dialogue that is at home, and whose row says that it is on its way here: readers are shut out, and the doctor is not.
  edit(join(cwd, 'archive.db'), `UPDATE heads SET residence = 'importing', move = '{}'`);
  expect((await run(['show', moving, '--config', 'archive.json'], { cwd })).err).toContain('dialogue_mov');
  const told = await run(['doctor', moving, '--config', 'archive.json'], { cwd });
  expect([told.code, /head_residence.*residence_unreadable/s.test(told.out)]).toEqual([1, true]);
});
