import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { example, run, start, storeWithExample } from './support/run.ts';

const hook = fileURLToPath(new URL('support/killAtCommit.mjs', import.meta.url));

/** A document that takes several commits: the example with many perspectives more. */
function large(cwd: string): string {
  const document = JSON.parse(readFileSync(example, 'utf8')) as {
    id: string;
    perspectives: Record<string, unknown>[];
  };
  document.id = 'large';
  const [first] = document.perspectives;
  for (let seq = 3; seq <= 99; seq++) {
    document.perspectives.push({
      ...structuredClone(first),
      id: `P00${String(seq).padStart(2, '0')}`,
      label: `Perspective ${seq}`,
      content: 'x'.repeat(40_000),
    });
  }
  document.perspectives.sort((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1));
  const path = join(cwd, 'large.json');
  writeFileSync(path, JSON.stringify(document));
  return path;
}

/** What stands there before the import is as it was, and the import can be repeated to its end. */
async function expectWhole(cwd: string, path: string): Promise<void> {
  expect(await run(['verify'], { cwd })).toMatchObject({ code: 0 });
  const repeated = await run(['import', path, '--json'], { cwd });
  expect([repeated.code, repeated.err]).toEqual([0, '']);
  expect(await run(['import', path], { cwd })).toMatchObject({
    code: 0,
    out: expect.stringMatching(/was there already/) as string,
  });
  const exported = JSON.parse((await run(['export', 'large'], { cwd })).out) as { perspectives: object[] };
  expect(exported.perspectives).toHaveLength(99);
  expect(await run(['verify'], { cwd })).toMatchObject({
    code: 0,
    out: expect.stringMatching(/2 dialogues verified: no finding/) as string,
  });
}

test('killed at each COMMIT of an import, before it and after it', async () => {
  const whole = await storeWithExample();
  const { out } = await run(['import', large(whole), '--json'], { cwd: whole });
  const { commits } = (JSON.parse(out) as { imported: readonly [{ readonly commits: number }] }).imported[0];
  expect(commits).toBeGreaterThan(2);
  for (let at = 1; at <= commits; at++) {
    for (const after of ['', 'yes']) {
      const cwd = await storeWithExample();
      const path = large(cwd);
      const env = { KILL_AT_COMMIT: String(at), KILL_AFTER: after };
      const killed = await run(['import', path], { cwd, env, node: ['--import', hook] });
      expect(killed).toMatchObject({ code: null, signal: 'SIGKILL', out: '' });
      // Before the last commit has landed the dialogue is not there, whatever of it is.
      const landed = at === commits && after === 'yes';
      expect(await run(['show', 'large', '--json'], { cwd })).toMatchObject(
        landed ? { code: 0 } : { code: 4, out: '' },
      );
      await expectWhole(cwd, path);
    }
  }
});

test('init that was killed is carried on by the next one', async () => {
  const cwd = await storeWithExample();
  for (const at of [1, 2, 3]) {
    const env = {
      KILL_AT_COMMIT: String(at),
      KILL_AFTER: 'yes',
      COLLOQUY_SQLITE_PATH: `n${at}.db`,
      COLLOQUY_KEYS_DIRECTORY: `k${at}`,
    };
    await run(['init'], { cwd, env, node: ['--import', hook] });
    expect(await run(['init'], { cwd, env })).toMatchObject({ code: 0 });
    expect(await run(['import', example], { cwd, env })).toMatchObject({ code: 0 });
    expect(existsSync(join(cwd, `n${at}.db`))).toBe(true);
  }
});

test('SIGINT ends with 130, says that it can go on, and leaves nothing half', async () => {
  const cwd = await storeWithExample();
  const path = large(cwd);
  // Standard input that never ends: the command waits for it, with the store open.
  const child = start(['import', '-', '--id', 'other', '--ndjson'], { cwd });
  let err = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  // More than a pipe holds: when it is written, the command is reading.
  child.stdin?.on('error', () => undefined).write(' '.repeat(1 << 20), () => child.kill('SIGINT'));
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(130);
  expect(JSON.parse(err)).toMatchObject({ error: { code: 'interrupted', exitCode: 130 } });
  expect((await run(['list', '--ids'], { cwd })).out).toBe('id\nwhere-to-store\n');
  await expectWhole(cwd, path);
});
