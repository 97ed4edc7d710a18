import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { FileMoveJournal, readMoveJournal } from '../../../src/move/whole/FileMoveJournal.ts';
import { JournalWriter, type MoveJournal } from '../../../src/move/whole/MoveJournal.ts';
import type { MoveEvent } from '../../../src/move/whole/MoveEvent.ts';

const root = mkdtempSync(join(tmpdir(), 'colloquy-journal-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folder = root;
let made = 0;
beforeEach(() => {
  folder = mkdtempSync(join(root, `${(made += 1)}-`));
});

const event = (pass: number): MoveEvent => ({ at: '2026-01-01T00:00:00.000Z', event: 'pass', pass });
const line = (pass: number): string => JSON.stringify(event(pass));

describe('FileMoveJournal', () => {
  test('appends lines, by a file that only its owner reads, and synced before it answers', async () => {
    const path = join(folder, 'move.ndjson');
    const handle = await open(join(folder, 'other'), 'w');
    const prototype = Object.getPrototypeOf(handle) as { sync: () => Promise<void> };
    await handle.close();
    const synced: string[] = [];
    const real = prototype.sync;
    const spy = vi.spyOn(prototype, 'sync').mockImplementation(async function sync(this: unknown) {
      synced.push(readFileSync(path, 'utf8'));
      await real.call(this);
    });
    const journal = new FileMoveJournal({ path });
    await journal.append([line(1), line(2)]);
    await journal.append([line(3)]);
    await journal.close();
    spy.mockRestore();
    // Directories are synced by another call of their own.
    expect(synced).toContain(`${line(1)}\n${line(2)}\n`);
    expect(synced).toContain(`${line(1)}\n${line(2)}\n${line(3)}\n`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await readMoveJournal(path)).toEqual({ events: [event(1), event(2), event(3)], torn: 0 });
  });

  test('goes on behind a line that was left unfinished, wherever it was torn', async () => {
    const whole = `${line(1)}\n${line(2)}\n`;
    for (let cut = 0; cut <= whole.length; cut++) {
      const path = join(folder, `${cut}.ndjson`);
      writeFileSync(path, whole.slice(0, cut), { mode: 0o600 });
      const before = await readMoveJournal(path);
      const kept = [event(1), event(2)].filter((_, at) => cut >= [line(1).length, whole.length - 1][at]!);
      expect(before.events, `cut at ${cut}`).toEqual(kept);
      const journal = new FileMoveJournal({ path });
      await journal.append([line(3)]);
      await journal.append([line(4)]);
      await journal.close();
      const after = await readMoveJournal(path);
      expect(after, `cut at ${cut}`).toEqual({ events: [...kept, event(3), event(4)], torn: before.torn });
    }
  });

  test('a path that is no file of its own is refused, and nothing is written there', async () => {
    const target = join(folder, 'target');
    writeFileSync(target, '');
    const link = join(folder, 'link');
    symlinkSync(target, link);
    for (const path of [link, folder, join(folder, 'none', 'move.ndjson')]) {
      const journal = new FileMoveJournal({ path });
      await expect(journal.append([line(1)]), path).rejects.toMatchObject({ code: 'invalid_argument' });
    }
    expect(readFileSync(target, 'utf8')).toBe('');
    await expect(readMoveJournal(join(folder, 'none'))).rejects.toMatchObject({ code: 'invalid_argument' });
  });

  test('lines that are no events are counted and left out', async () => {
    const path = join(folder, 'mixed');
    writeFileSync(path, `${line(1)}\nnull\n7\n{}\n{"at":"x"}\n`);
    appendFileSync(path, line(2));
    chmodSync(path, 0o600);
    expect(await readMoveJournal(path)).toEqual({ events: [event(1), event(2)], torn: 4 });
  });
});

describe('JournalWriter', () => {
  /** A journal that takes a line when it is told to. */
  function held(): MoveJournal & { readonly groups: (readonly string[])[]; release: () => void; fail: () => void } {
    let [release, fail] = [(): void => undefined, (): void => undefined];
    const groups: (readonly string[])[] = [];
    return {
      groups,
      append: (lines) => {
        groups.push(lines);
        return new Promise((resolve, reject) => {
          release = () => resolve();
          fail = () => reject(new Error('no room'));
        });
      },
      release: () => release(),
      fail: () => fail(),
    };
  }

  const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  test('events that come while lines are under way go together, in their order, and each waits for its own', async () => {
    const journal = held();
    const writer = new JournalWriter(journal, () => undefined);
    const done: number[] = [];
    const writes = [1, 2, 3].map(async (pass) => {
      if (pass > 1) await tick();
      await writer.write(event(pass));
      done.push(pass);
    });
    await tick();
    await tick();
    expect([journal.groups, done]).toEqual([[[line(1)]], []]);
    journal.release();
    await tick();
    expect([journal.groups, done]).toEqual([[[line(1)], [line(2), line(3)]], [1]]);
    journal.release();
    await Promise.all(writes);
    expect(done).toEqual([1, 2, 3]);
  });

  test('what fails is told once, and no later line is tried', async () => {
    const journal = held();
    const lost: unknown[] = [];
    const writer = new JournalWriter(journal, (error) => lost.push(error));
    const first = writer.write(event(1));
    await tick();
    const second = writer.write(event(2));
    journal.fail();
    await Promise.all([first, second, writer.write(event(3))]);
    await writer.write(event(4));
    expect([journal.groups.length, lost.map(String)]).toEqual([1, ['Error: no room']]);
  });
});
