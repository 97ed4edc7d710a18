import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from './support/run.ts';
import { between, moving, twoStores } from './support/twoStores.ts';

test('an old file that was put back beside the register is a finding of verify, by name; a rollback that is accepted turns it round', async () => {
  const cwd = await twoStores();
  const path = join(cwd, 'd.db');
  copyFileSync(path, `${path}.old`);
  expect((await run(['migrate', 'start', moving, ...between], { cwd })).code).toBe(0);
  copyFileSync(path, `${path}.left`);
  expect((await run(['verify', moving], { cwd })).code).toBe(0);
  copyFileSync(`${path}.old`, path);
  const told = await run(['verify', moving], { cwd });
  expect([told.code, /register_rollback +n = 3/.test(told.out)]).toEqual([1, true]);
  copyFileSync(`${path}.left`, path);
  const abandon = ['migrate', 'cancel', moving, '--abandon', '--mover', 'mover/mover.key', '--yes'];
  const refused = await run(abandon, { cwd });
  expect([refused.code, refused.err]).toEqual([expect.any(Number), expect.stringContaining('has to be accepted')]);
  expect((await run([...abandon, '--accept-rollback'], { cwd })).code).toBe(0);
  // The same register as ever: the source is served, and the target that was given up is not.
  expect([(await run(['show', moving], { cwd })).code, (await run(['verify', moving], { cwd })).code]).toEqual([0, 0]);
  const archive = ['--config', 'archive.json'];
  expect((await run(['show', moving, ...archive], { cwd })).err).toContain('integrity_error');
  expect((await run(['verify', moving, ...archive], { cwd })).out).toMatch(/register_fork +n = 3/);
});
