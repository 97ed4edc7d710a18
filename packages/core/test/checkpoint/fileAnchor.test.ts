import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { FileAnchor } from '../../src/checkpoint/anchor/FileAnchor.ts';
import { originOf } from '../../src/checkpoint/checkpointText.ts';
import { openCheckpoint } from '../../src/checkpoint/openCheckpoint.ts';
import { temporaryFolder } from '../keys/local/support/folders.ts';
import { checkpoint, noteOf, signer } from './support/notes.ts';

const origin = originOf(checkpoint);
const child = fileURLToPath(new URL('support/publishChild.ts', import.meta.url));

/** Publishes in a process of its own from n on; kills it once it has printed so many. The last n that it was acknowledged. */
async function publishAndKill(folder: string, from: number, lines: number): Promise<number> {
  const running = spawn(process.execPath, [child], {
    env: { ...process.env, NODE_NO_WARNINGS: '1', FOLDER: folder, FROM: String(from) },
  });
  let last = 0;
  let seen = 0;
  const closed = once(running, 'close');
  for await (const line of createInterface({ input: running.stdout })) {
    last = Number(line);
    seen += 1;
    if (seen === lines) running.kill('SIGKILL');
  }
  await closed;
  return last;
}

describe('FileAnchor', () => {
  test(
    'killed while it publishes: every acknowledged note is there, whole, and the next process goes on',
    { timeout: 60_000 },
    async () => {
      const folder = join(await temporaryFolder(), 'notes');
      let from = 1;
      for (const lines of [1, 2, 5, 9, 14, 23]) {
        const last = await publishAndKill(folder, from, lines);
        expect(last).toBeGreaterThanOrEqual(from + lines - 1);
        const latest = await new FileAnchor({ directory: folder }).latest(origin);
        const { n } = openCheckpoint({ note: latest ?? '', keys: [signer.verifier] });
        // The one under way may have landed without an answer.
        expect([last, last + 1]).toContain(n);
        from = n;
      }
      const files = (await readdir(join(folder, checkpoint.logId))).filter((name) => name.endsWith('.note'));
      expect(files).toHaveLength(from);
      // What a killed process left under way is no note, and publishing under its name clears it away.
      await new FileAnchor({ directory: folder }).publish(await noteOf({ n: from }));
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
