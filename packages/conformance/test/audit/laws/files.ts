import {
  appendFile,
  chmod,
  mkdir,
  open,
  readFile,
  rename,
  stat,
  symlink,
  truncate,
  writeFile,
  rm,
} from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import {
  FileAuditSink,
  isColloquyError,
  type ColloquyError,
  sha256Hex,
  verifyAudit,
  type AuditEvent,
} from '@colloquy/core';
import { seededSources } from '@colloquy/core/testing';
import type { AuditFixture, AuditLaw } from '../support/AuditFixture.ts';
import { refusing, tick } from '../support/trails.ts';

async function reasonOf(call: () => Promise<unknown>): Promise<unknown> {
  try {
    await call();
    return 'went on';
  } catch (error) {
    return isColloquyError(error, 'audit_failed') ? error.context['reason'] : error;
  }
}

/** Writes events with a trail of its own, as a process would from its start to its end. */
async function write(path: string, from: number, to = from): Promise<void> {
  const trail = refusing(new FileAuditSink({ path }), seededSources({ seed: from }));
  for (let number = from; number <= to; number++) await trail.record(tick(number));
  await trail.close();
}

async function eventsOf(fixture: AuditFixture): Promise<readonly AuditEvent[]> {
  return (await fixture.lines()).map((line) => JSON.parse(line) as AuditEvent);
}

interface Syncing {
  readonly sync: () => Promise<void>;
}

/** Runs something while every `sync` of a file handle is counted and preceded by `before`. */
async function withSync(folder: string, before: () => Promise<void>, run: () => Promise<void>): Promise<void> {
  const handle = await open(folder, 'r');
  const prototype = Object.getPrototypeOf(handle) as { sync: (this: Syncing) => Promise<void> };
  await handle.close();
  const { sync } = prototype;
  prototype.sync = async function (this: Syncing) {
    await before();
    await sync.call(this);
  };
  try {
    await run();
  } finally {
    prototype.sync = sync;
  }
}

interface Writing {
  readonly write: (bytes: Uint8Array, offset: number, length: number) => Promise<{ bytesWritten: number }>;
}

/** Runs something while the disk has room for `size` more bytes. */
async function withFullDisk(folder: string, size: number, run: () => Promise<void>): Promise<void> {
  const handle = await open(folder, 'r');
  const prototype = Object.getPrototypeOf(handle) as { write: Writing['write'] };
  await handle.close();
  const { write: real } = prototype;
  let left = size;
  prototype.write = async function (this: Writing, bytes, offset, length) {
    const fits = Math.min(left, length);
    if (fits === 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC', errno: -28 });
    left -= fits;
    return real.call(this, bytes, offset, fits);
  };
  try {
    await run();
  } finally {
    prototype.write = real;
  }
}

export const fileLaws: readonly AuditLaw[] = [
  {
    clause: 'AU-FILE-01',
    title: 'lines are appended to a file of 0600 in a directory of 0700, and what stands there stays',
    run: async (t) => {
      const fixture = await t.open();
      const before = process.umask(0);
      try {
        await write(fixture.path, 1, 3);
      } finally {
        process.umask(before);
      }
      t.equal((await stat(fixture.path)).mode & 0o7777, 0o600, 'other-mode');
      t.equal((await stat(dirname(fixture.path))).mode & 0o7777, 0o700, 'other-mode');
      const first = await readFile(fixture.path, 'latin1');
      await write(fixture.path, 4, 5);
      const second = await readFile(fixture.path, 'latin1');
      t.check(second.startsWith(first) && second.endsWith('\n'), 'changed');
      t.equal(
        (await eventsOf(fixture)).map(({ n }) => n),
        [1, 2, 3, 4, 5],
        'lost',
      );
    },
  },
  {
    clause: 'AU-FILE-02',
    title: 'an event is synced before it is answered for, and events that arrive together share a sync',
    run: async (t) => {
      const { path, folder } = await t.open();
      const trail = refusing(new FileAuditSink({ path }));
      await trail.record(tick(0));
      let ended = 0;
      const endedAtSync: number[] = [];
      const sizes: number[] = [];
      await withSync(
        folder,
        async () => {
          endedAtSync.push(ended);
          sizes.push((await stat(path)).size);
        },
        async () => {
          const all = Array.from({ length: 100 }, async (_unused, at) => {
            await trail.record(tick(at));
            ended += 1;
          });
          await Promise.all(all);
        },
      );
      t.equal(endedAtSync[0], 0, 'not-synced');
      t.equal(sizes.at(-1), (await stat(path)).size, 'not-synced');
      t.check(endedAtSync.length <= 2, 'no-groups', { actual: endedAtSync });
      await trail.close();
    },
  },
  {
    clause: 'AU-FILE-02',
    title: 'a sync that fails is a failure',
    run: async (t) => {
      const { path, folder } = await t.open();
      await write(path, 1);
      const trail = refusing(new FileAuditSink({ path }));
      await withSync(
        folder,
        async () => {
          throw Object.assign(new Error('i/o error'), { code: 'EIO', errno: -5 });
        },
        async () => t.equal(await reasonOf(async () => trail.record(tick())), 'sink_error', 'not-synced'),
      );
      await trail.close();
    },
  },
  {
    clause: 'AU-FILE-03',
    title: 'links, directories, pipes and what others may use are refused, and not touched',
    run: async (t) => {
      const { folder } = await t.open();
      const victim = join(folder, 'victim');
      await writeFile(victim, 'precious', { mode: 0o600 });
      const cases: Readonly<Record<string, (directory: string, path: string) => Promise<unknown>>> = {
        'a link': async (_directory, path) => symlink(victim, path),
        'a dangling link': async (_directory, path) => symlink(join(folder, 'nowhere'), path),
        'a directory': async (_directory, path) => mkdir(path, { mode: 0o700 }),
        'a pipe': async (_directory, path) => {
          t.equal(spawnSync('mkfifo', ['-m', '600', path]).status, 0, 'missing-prerequisite', 'mkfifo');
        },
        'read by the group': async (_directory, path) => writeFile(path, '', { mode: 0o640 }),
        'written by others': async (_directory, path) => {
          await writeFile(path, '');
          await chmod(path, 0o602);
        },
        'in an open directory': async (directory) => chmod(directory, 0o755),
        'in a directory that is a link': async (directory) => {
          await rm(directory, { recursive: true });
          await mkdir(`${directory}.real`, { mode: 0o700 });
          await symlink(`${directory}.real`, directory);
        },
      };
      for (const [name, make] of Object.entries(cases)) {
        const directory = join(folder, name.replaceAll(' ', '-'));
        const path = join(directory, 'crypto.jsonl');
        await mkdir(directory, { mode: 0o700 });
        await make(directory, path);
        const trail = refusing(new FileAuditSink({ path }));
        t.equal(await reasonOf(async () => trail.record(tick())), 'unsafe', 'used', name);
      }
      t.equal(await readFile(victim, 'utf8'), 'precious', 'used');
      t.equal(await stat(join(folder, 'nowhere')).catch(() => 'absent'), 'absent', 'used');
    },
  },
  {
    clause: 'AU-FILE-04',
    title: 'a chain goes on after a restart, with ids that ascend though the clock went back',
    run: async (t) => {
      const fixture = await t.open();
      for (let start = 1; start <= 3; start++) await write(fixture.path, start);
      const events = await eventsOf(fixture);
      t.equal(
        events.map(({ n }) => n),
        [1, 2, 3],
        'not-one-chain',
      );
      t.equal(new Set(events.map(({ chain }) => chain)).size, 1, 'not-one-chain');
      const ids = events.map(({ id }) => id);
      t.equal(
        ids,
        ids.toSorted((a, b) => (a < b ? -1 : 1)),
        'ids-not-ascending',
      );
      t.equal((await verifyAudit(fixture.path)).findings, [], 'not-one-chain');
    },
  },
  {
    clause: 'AU-FILE-05',
    title: 'an unfinished line of any length stays, and the next event tells it',
    run: async (t) => {
      const whole = await t.open();
      await write(whole.path, 1, 3);
      const text = await readFile(whole.path);
      const last = text.lastIndexOf(0x0a, -2) + 1;
      const [first, step] = [text.indexOf(0x0a) + 1, 97];
      const cuts = [1, first - 1, first + 1, last - 1, last + 1, last + step, text.byteLength - 1];
      for (const cut of cuts) {
        const fixture = await t.open();
        await mkdir(dirname(fixture.path), { mode: 0o700 });
        await writeFile(fixture.path, text.subarray(0, cut), { mode: 0o600 });
        const unfinished = text.subarray(text.subarray(0, cut).lastIndexOf(0x0a) + 1, cut);
        const alone = await verifyAudit(fixture.path);
        t.equal(
          alone.findings.map(({ kind }) => kind),
          ['unfinished_line'],
          'not-found',
          `cut at ${cut}`,
        );
        await write(fixture.path, 8, 9);
        const after = await readFile(fixture.path);
        t.check(after.subarray(0, cut).equals(text.subarray(0, cut)), 'changed', { message: `cut at ${cut}` });
        const events = (await fixture.lines())
          .filter((line) => line !== unfinished.toString('latin1'))
          .map((line) => JSON.parse(line) as AuditEvent);
        const told = events.map(({ torn }) => torn).filter((torn) => torn !== undefined);
        t.equal(told, [{ bytes: unfinished.byteLength, sha256: sha256Hex(unfinished) }], 'not-told', `cut at ${cut}`);
        t.equal(
          events.map(({ n }) => n),
          events.map((_event, at) => at + 1),
          'not-one-chain',
          `cut at ${cut}`,
        );
        const { findings, torn } = await verifyAudit(fixture.path);
        t.equal([findings, torn], [[], 1], 'not-one-chain', `cut at ${cut}`);
      }
    },
  },
  {
    clause: 'AU-FILE-05',
    title: 'a disk that fills up within lines again and again loses nothing that was answered for',
    run: async (t) => {
      for (const sizes of [[0], [1], [9], [10], [40], [1, 1], [30, 1, 1, 40, 2], [9, 10, 11, 12], [300, 1, 300]]) {
        const fixture = await t.open();
        const trail = refusing(new FileAuditSink({ path: fixture.path }));
        await trail.record(tick(1));
        for (const size of sizes) {
          await withFullDisk(fixture.folder, size, async () => {
            const both = await Promise.allSettled([trail.record(tick(7)), trail.record(tick(8))]);
            const reasons = both.map(
              (each) => each.status === 'rejected' && (each.reason as ColloquyError).context['reason'],
            );
            t.equal(reasons, ['storage_full', 'storage_full'], 'went-on', sizes.join());
          });
        }
        await trail.record(tick(2));
        await trail.close();
        const report = await verifyAudit(fixture.path);
        t.equal([report.findings, report.unrecorded], [[], 2 * sizes.length], 'not-told', sizes.join());
        const ticks = (await fixture.lines())
          .filter((line) => line.endsWith('}'))
          .map((line) => (JSON.parse(line) as AuditEvent).counts?.['tick']);
        t.equal([ticks[0], ticks.at(-1)], [1, 2], 'lost', sizes.join());
      }
    },
  },
  {
    clause: 'AU-FILE-06',
    title: 'a file that grew, was cut, moved, removed or replaced is a failure each time, and then the chain goes on',
    run: async (t) => {
      const cases: Readonly<Record<string, readonly [reason: string, act: (path: string) => Promise<unknown>]>> = {
        'another process wrote': ['foreign_write', async (path) => write(path, 5)],
        cut: ['foreign_write', async (path) => truncate(path, (await stat(path)).size - 1)],
        grown: ['foreign_write', async (path) => appendFile(path, 'x')],
        removed: ['replaced', async (path) => rm(path)],
        moved: ['replaced', async (path) => rename(path, `${path}.1`)],
        replaced: [
          'replaced',
          async (path) => {
            await writeFile(`${path}.new`, await readFile(path), { mode: 0o600 });
            await rename(`${path}.new`, path);
          },
        ],
      };
      for (const [name, [reason, act]] of Object.entries(cases)) {
        const { path } = await t.open();
        const trail = refusing(new FileAuditSink({ path }));
        await trail.record(tick(1));
        await trail.record(tick(2));
        await act(path);
        t.equal(await reasonOf(async () => trail.record(tick(3))), reason, 'not-noticed', name);
        await trail.record(tick(4));
        await trail.close();
        const { findings, unrecorded } = await verifyAudit(path);
        t.equal([findings, unrecorded], [[], 1], 'not-one-chain', name);
      }
    },
  },
  {
    clause: 'AU-FILE-07',
    title: 'nothing is written behind an end that is no event',
    run: async (t) => {
      const whole = await t.open();
      await write(whole.path, 1, 2);
      const text = await readFile(whole.path, 'latin1');
      const ends = [
        'hello\n',
        '\n',
        `${text}{"chain":"}\n{\n`,
        `${text}hello\n`,
        `${text}\n`,
        `${text}{}\n`,
        text.replace('"tick":2', '"tick":3'),
        text.replace(/\}\n$/, ' }\n'),
        text.replaceAll('\n', '\r\n'),
        `${text}${'\0'.repeat(2 * 1024 * 1024)}`,
      ];
      for (const [at, end] of ends.entries()) {
        const { path } = await t.open();
        await mkdir(dirname(path), { mode: 0o700 });
        await writeFile(path, end, { mode: 0o600, encoding: 'latin1' });
        const trail = refusing(new FileAuditSink({ path }));
        t.equal(await reasonOf(async () => trail.record(tick())), 'damaged', 'written', `end ${at}`);
        t.equal(await readFile(path, 'latin1'), end, 'written', `end ${at}`);
      }
    },
  },
];
