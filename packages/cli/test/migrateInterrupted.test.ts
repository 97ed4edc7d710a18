import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MoveStatus } from '@colloquy/core';
import { expect, test } from 'vitest';
import { run, temporaryFolder } from './support/run.ts';
import { between, document, moving, statusOf, twoStores, whole } from './support/twoStores.ts';

const hook = fileURLToPath(new URL('support/killAtCommit.mjs', import.meta.url));

/** Ends the command, as SIGKILL does, right after or before its n-th commit to either database. @returns false when it had fewer */
async function killed(cwd: string, at: number, after: boolean): Promise<boolean> {
  const env = { KILL_AT_COMMIT: String(at), KILL_AFTER: after ? 'yes' : 'no' };
  const { signal, code } = await run(['migrate', 'start', moving, ...between, '--journal', 'move.ndjson'], {
    cwd,
    env,
    node: ['--import', hook],
  });
  if (signal === null) expect(code).toBe(0);
  return signal === 'SIGKILL';
}

/** With modes, which key files and their directories must have. */
function copyOf(folder: string): string {
  const copy = temporaryFolder();
  execFileSync('cp', ['-a', `${folder}/.`, copy]);
  return copy;
}

/** Never both. */
function active({ source, target }: MoveStatus): readonly string[] {
  return [source, target].flatMap((side) => (side?.state === 'active' ? [side.store?.name ?? ''] : []));
}

test('killed at each COMMIT of a move: resumed or cancelled, one store has it, and nothing is lost', async () => {
  const fresh = await twoStores();
  const phases = new Set<string>();
  let at = 1;
  for (; at < 100; at++) {
    const cwd = copyOf(fresh);
    // Before it and after it are one state, but for what is told and for the register: each is tried at half of them.
    if (!(await killed(cwd, at, at % 2 === 1))) break;
    const left = await statusOf(cwd);
    phases.add(left.phase);
    expect(active(left).length).toBeLessThanOrEqual(1);
    const end = at % 4 < 2 ? 'resume' : 'cancel';
    const ended = await run(['migrate', end, '--all', ...between, '--json'], { cwd });
    expect([at, end, ended.code, ended.err]).toEqual([at, end, 0, '']);
    const after = await statusOf(cwd);
    expect([at, end, active(after)]).toEqual([at, end, [after.phase === 'moved' ? 'archive' : 'laptop']]);
    if (left.phase !== 'none' && left.phase !== 'moved') {
      expect([at, after.phase]).toEqual([at, end === 'resume' ? 'moved' : 'none']);
    }
    expect(await whole(cwd, after.phase === 'moved' ? 'archive.json' : 'colloquy.json')).toEqual(document);
    // It decides nothing; what a killed process wrote last may be a piece of a line.
    expect(readFileSync(join(cwd, 'move.ndjson'), 'utf8')).toMatch(/^\{/);
  }
  expect(at).toBeGreaterThan(5);
  expect([...phases]).toEqual(expect.arrayContaining(['none', 'claimed', 'in-transit', 'moved']));
}, 600_000);

test('in transit: writers of both stores are told, and abandoning is confirmed', async () => {
  const fresh = await twoStores();
  let cwd = fresh;
  for (let at = 1; (await statusOf(cwd)).phase !== 'in-transit'; at++) {
    cwd = copyOf(fresh);
    expect(await killed(cwd, at, true)).toBe(true);
  }
  const there = await run(['show', moving, '--config', 'archive.json'], { cwd });
  expect([there.code, there.err]).toEqual([6, expect.stringMatching(/^dialogue_moving: /)]);
  const here = await run(['keys', 'rotate', moving], { cwd });
  expect([here.code, here.err]).toEqual([4, expect.stringMatching(/^dialogue_moved: /)]);
  expect(await run(['list', '--config', 'archive.json'], { cwd })).toMatchObject({ code: 0 });
  expect((await run(['verify', moving, '--config', 'archive.json'], { cwd })).out).toMatch(/not checked: it is on its way/);
  expect((await run(['doctor', moving, '--config', 'archive.json'], { cwd })).out).toMatch(/^where-to-store {2}moving$/m);
  const status = await run(['migrate', 'status', '--to', 'archive.json'], { cwd });
  expect([status.code, status.out]).toEqual([0, expect.stringMatching(/in-transit[\s\S]*start goes on/)]);
  // The other store is gone, and is not even named.
  const abandon = ['migrate', 'cancel', moving, '--abandon', '--mover', 'mover/mover.key'];
  expect((await run(abandon, { cwd })).err).toMatch(/give --yes\. Nothing was done/);
  expect((await statusOf(cwd)).phase).toBe('in-transit');
  const done = await run([...abandon, '--yes', '--json'], { cwd });
  expect([done.code, done.err]).toEqual([0, '']);
  expect(JSON.parse(done.out)).toMatchObject({ cancelled: [{ dialogueId: moving, abandoned: true, n: 3 }] });
  expect(await whole(cwd, 'colloquy.json')).toEqual(document);
});
