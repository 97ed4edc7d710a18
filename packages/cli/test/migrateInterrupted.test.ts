import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareAscii, readMoveJournal, type MoveStatus } from '@colloquy/core';
import { expect, test } from 'vitest';
import { run, temporaryFolder } from './support/run.ts';
import { between, document, moving, statusOf, twoStores, whole } from './support/twoStores.ts';

const hook = fileURLToPath(new URL('support/killAtCommit.mjs', import.meta.url));

/** Ends the command, as SIGKILL does, right after or before its n-th commit to either database. @returns false when it had fewer */
async function killed(cwd: string, at: number, after: boolean): Promise<boolean> {
  const env = { KILL_AT_COMMIT: String(at), KILL_AFTER: after ? 'yes' : 'no' };
  const { signal, code } = await run(['migrate', 'start', moving, ...between], {
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

test('killed at each COMMIT of a move, before it and after it: one store has it, and nothing is lost', async () => {
  const fresh = await twoStores();
  const phases = new Set<string>();
  let kills = 0;
  for (let at = 1; at < 100; at++) {
    const cwd = copyOf(fresh);
    if (!(await killed(cwd, at, false))) break;
    phases.add(await expectEnd(cwd, at % 2 === 0 ? 'resume' : 'cancel'));
    const again = copyOf(fresh);
    expect(await killed(again, at, true)).toBe(true);
    phases.add(await expectEnd(again, at % 2 === 0 ? 'cancel' : 'resume'));
    kills += 2;
  }
  expect(kills).toBeGreaterThan(10);
  expect([...phases].sort(compareAscii)).toEqual(['claimed', 'in-transit', 'moved', 'none']);
}, 600_000);

/** What a killed move has left is ended so. @returns what it was */
async function expectEnd(cwd: string, end: 'resume' | 'cancel'): Promise<string> {
  const left = await statusOf(cwd);
  expect(active(left).length).toBeLessThanOrEqual(1);
  const ended = await run(['migrate', end, '--all', ...between, '--json'], { cwd });
  expect([left.phase, end, ended.code, ended.err]).toEqual([left.phase, end, 0, '']);
  const after = await statusOf(cwd);
  const isUnderWay = left.phase !== 'none' && left.phase !== 'moved';
  expect([end, after.phase]).toEqual([end, isUnderWay ? (end === 'resume' ? 'moved' : 'none') : left.phase]);
  expect(active(after)).toEqual([after.phase === 'moved' ? 'archive' : 'laptop']);
  expect(await whole(cwd, after.phase === 'moved' ? 'archive.json' : 'colloquy.json')).toEqual(document);
  return left.phase;
}

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
  expect((await run(['verify', moving, '--config', 'archive.json'], { cwd })).out).toMatch(
    /not checked: it is on its way/,
  );
  expect((await run(['doctor', moving, '--config', 'archive.json'], { cwd })).out).toMatch(
    /^where-to-store {2}moving$/m,
  );
  const status = await run(['migrate', 'status', '--to', 'archive.json'], { cwd });
  expect([status.code, status.out]).toEqual([0, expect.stringMatching(/in-transit[\s\S]*start goes on/)]);
  // A copy is gone on with: told in a journal, at a rate. A journal that takes no line ends it before anything is done.
  const again = copyOf(cwd);
  const resume = ['migrate', 'resume', moving, ...between];
  expect((await run([...resume, '--rows-per-second', '0'], { cwd: again })).err).toContain('--rows-per-second');
  const unwritable = await run([...resume, '--journal', 'moves'], { cwd: again });
  expect([unwritable.err, (await statusOf(again)).phase]).toEqual([
    expect.stringMatching(/^invalid_argument: /),
    'in-transit',
  ]);
  const paced = ['--bytes-per-second', '50000000', '--rows-per-second', '100000', '--journal', 'move.ndjson'];
  expect(await run([...resume, ...paced], { cwd: again })).toMatchObject({ code: 0, err: '' });
  const { events } = await readMoveJournal(join(again, 'move.ndjson'));
  const steps = events.map((event) => ('step' in event ? event.step : event.event));
  expect([steps[0], steps.at(-1)]).toEqual(['resumed', 'publish-in']);
  // The other store is gone, and is not even named.
  const abandon = ['migrate', 'cancel', moving, '--abandon', '--mover', 'mover/mover.key'];
  expect((await run(abandon, { cwd })).err).toMatch(/give --yes\. Nothing was done/);
  expect((await statusOf(cwd)).phase).toBe('in-transit');
  const done = await run([...abandon, '--yes', '--json'], { cwd });
  expect([done.code, done.err]).toEqual([0, '']);
  expect(JSON.parse(done.out)).toMatchObject({ cancelled: [{ dialogueId: moving, abandoned: true, n: 3 }] });
  expect(await whole(cwd, 'colloquy.json')).toEqual(document);
});
