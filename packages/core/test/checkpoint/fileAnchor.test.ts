import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compareAscii } from '../../src/bytes/index.ts';
import { FileAnchor } from '../../src/checkpoint/anchor/FileAnchor.ts';
import { originOf } from '../../src/checkpoint/checkpointText.ts';
import { openCheckpoint } from '../../src/checkpoint/openCheckpoint.ts';
import { temporaryFolder } from '../keys/local/support/folders.ts';
import { checkpoint, noteOf, signer } from './support/notes.ts';

const origin = originOf(checkpoint);
const child = fileURLToPath(new URL('support/publishChild.ts', import.meta.url));

/** Publishes a note in a process of its own; how it ended, and the calls to the file system that it made. */
async function publish(folder: string, n: number, killAfter = 0, halfWrites = false) {
  const running = spawn(process.execPath, [child], {
    env: {
      ...process.env,
      NODE_NO_WARNINGS: '1',
      FOLDER: folder,
      N: String(n),
      KILL_AFTER: String(killAfter),
      KILL_WRITING: halfWrites ? '1' : '0',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [calls] = await Promise.all([text(running.stderr), once(running, 'close')]);
  return { signal: running.signalCode, calls };
}

/** n of the latest note, which must be whole. */
async function latestOf(folder: string): Promise<number> {
  const note = (await new FileAnchor({ directory: join(folder, 'notes') }).latest(origin)) ?? '';
  return openCheckpoint({ note, keys: [signer.verifier] }).n;
}

describe('FileAnchor', () => {
  test(
    'killed after any change to the file system: the last good note stays, whole, and the next process goes on',
    { timeout: 120_000 },
    async () => {
      const whole = await temporaryFolder();
      // The directories of anchor and log, each with the one above it synced; then as with key files; the anchor's own directory last.
      const first = 'mkdir sync sync open chmod write sync link sync unlink sync';
      expect(await publish(whole, 1)).toEqual({ signal: null, calls: first });
      const later = 'open chmod write sync link sync unlink sync';
      expect(await publish(whole, 2)).toEqual({ signal: null, calls: later });

      const outcomes = new Set<string>();
      for (let at = 1; at <= later.split(' ').length; at++) {
        const folder = await temporaryFolder();
        await new FileAnchor({ directory: join(folder, 'notes') }).publish(await noteOf({ n: 1 }));
        expect((await publish(folder, 2, at, true)).signal, `call ${at}`).toBe('SIGKILL');
        const left = await readdir(join(folder, 'notes', checkpoint.logId));
        const latest = await latestOf(folder);
        outcomes.add(`${latest} ${left.some((name) => name.endsWith('.tmp')) ? 'temporary' : 'clean'}`);

        await new FileAnchor({ directory: join(folder, 'notes') }).publish(await noteOf({ n: 2 }));
        expect(await latestOf(folder), `call ${at}`).toBe(2);
        const notes = (await readdir(join(folder, 'notes', checkpoint.logId))).filter((name) => name.endsWith('.note'));
        expect(notes, `call ${at}`).toEqual(['0000000000000001.note', '0000000000000002.note']);
      }
      // The kills fell before the name was given, between, and after all was done.
      expect([...outcomes].sort(compareAscii)).toEqual(['1 temporary', '2 clean', '2 temporary']);
    },
  );

  test('directories and files that are open to others, links, and files in their place are refused', async () => {
    const folder = await temporaryFolder();
    const refusal = { code: 'key_file_unsafe' };
    const open = join(folder, 'open');
    await mkdir(open, { mode: 0o755 });
    await chmod(open, 0o755);
    const anchor = new FileAnchor({ directory: open });
    await expect(anchor.publish(await noteOf())).rejects.toMatchObject(refusal);
    await expect(anchor.latest(origin)).rejects.toMatchObject(refusal);

    const directory = join(folder, 'notes');
    const own = new FileAnchor({ directory });
    await own.publish(await noteOf());
    await symlink(directory, join(folder, 'link'));
    await expect(new FileAnchor({ directory: join(folder, 'link') }).latest(origin)).rejects.toMatchObject(refusal);
    const file = join(directory, checkpoint.logId, '0000000000000042.note');
    await chmod(file, 0o644);
    await expect(own.latest(origin)).rejects.toMatchObject(refusal);
    await chmod(file, 0o600);
    await chmod(join(directory, checkpoint.logId), 0o770);
    await expect(own.latest(origin)).rejects.toMatchObject(refusal);
  });

  test('other files in the directory are not notes', async () => {
    const directory = join(await temporaryFolder(), 'notes');
    const anchor = new FileAnchor({ directory });
    await anchor.publish(await noteOf({ n: 3 }));
    for (const name of ['9.note', '.0000000000000009.note.0123456789abcdef.tmp', '0000000000000009.note~', 'README']) {
      await writeFile(join(directory, checkpoint.logId, name), 'x', { mode: 0o600 });
    }
    expect(Buffer.from((await anchor.latest(origin)) ?? '').toString('utf8')).toBe(await noteOf({ n: 3 }));
  });

  test('a signal that was aborted before: nothing is published', async () => {
    const directory = join(await temporaryFolder(), 'notes');
    const anchor = new FileAnchor({ directory });
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(anchor.publish(await noteOf(), { signal })).rejects.toThrow('enough');
    await expect(anchor.latest(origin, { signal })).rejects.toThrow('enough');
    expect(await anchor.latest(origin)).toBeUndefined();
  });
});
