import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { dialogueStats, scoreboard, type DialogueStats } from '@colloquy/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { register, stepsOf } from '../src/example/register.ts';
import { openStore } from '../src/store/openStore.ts';
import { run } from './support/run.ts';
import { example, id, loadFrom, store } from './support/stored.ts';
import { sharedFolder, temporaryFolder } from './support/temporary.ts';

const whole = join(sharedFolder(), 'whole.db');
let wholeStats: DialogueStats;

beforeAll(async () => {
  await store(whole);
  wholeStats = dialogueStats(await loadFrom(whole));
});

/** Registers in another process until it has told step `last`, and kills it there. */
async function killedAfter(path: string, last: number, stops: boolean): Promise<void> {
  const script = fileURLToPath(new URL('children/registerUntil.ts', import.meta.url));
  const args = ['--disable-warning=ExperimentalWarning', script, path, stops ? String(last) : 'never'];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  let told = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    told = Number(line);
    if (told >= last) break;
  }
  child.kill('SIGKILL');
  expect(told).toBe(last);
  const [, signal] = await ended;
  if (stops) expect(signal).toBe('SIGKILL');
}

async function headOf(path: string): Promise<number | undefined> {
  await using opened = await openStore({ path });
  return (await opened.dialogues.get(id))?.n;
}

/** Registers again; what is stored then is what an undisturbed run stores. */
async function expectContinued(path: string): Promise<void> {
  await using opened = await openStore({ path });
  const done = await register(opened.dialogues, example);
  expect(done.map(({ n }) => n)).toEqual(stepsOf(example).map((_, at) => at + 1));
  const { state } = await opened.dialogues.load(id);
  expect(dialogueStats(state)).toEqual(wholeStats);
  expect(scoreboard(state).totals.total).toBe(415);
  const report = await opened.dialogues.verify(id);
  expect([report.findings, report.entries]).toEqual([[], 7]);
}

describe('a first run that is killed', () => {
  test.each([1, 2, 3, 4, 5, 6])('after step %i is continued by the next', async (last) => {
    const path = join(temporaryFolder(), 'killed.db');
    await killedAfter(path, last, true);
    expect(await headOf(path)).toBe(last);
    await expectContinued(path);
  });

  test.each([1, 4])('somewhere after step %i, while it goes on, is continued by the next', async (last) => {
    const path = join(temporaryFolder(), 'killed.db');
    await killedAfter(path, last, false);
    expect(await headOf(path)).toBeGreaterThanOrEqual(last);
    await expectContinued(path);
  });

  test('again and again gets there all the same', async () => {
    const path = join(temporaryFolder(), 'killed.db');
    for (const last of [2, 3, 5]) await killedAfter(path, last, true);
    expect(await headOf(path)).toBe(5);
    await expectContinued(path);
  });

  test('the demo tells what it found and goes on', async () => {
    const path = join(temporaryFolder(), 'killed.db');
    await killedAfter(path, 3, true);
    const { code, out } = await run('main', ['--file', path]);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}found +the dialogue, open, n = 3; verified: 3 commits, \d+ records, no finding$/m);
    expect(out).toMatch(/^ {4}round 1 +commit 3, there already$/m);
    expect(out).toMatch(/^ {4}round 2 +commit 4$/m);
    expect(out).toContain('ALIGNMENT 415 = W135 C104 T92 R84');
  });
});
