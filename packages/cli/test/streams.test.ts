import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { example, run, start, temporaryFolderOfFile } from './support/run.ts';

const cwd = temporaryFolderOfFile();
beforeAll(async () => {
  await run(['init', '--sqlite', 'd.db'], { cwd });
  await run(['import', example], { cwd });
});

test('a reader that goes away is no failure, and nothing is complained about', async () => {
  const child = start(['export', 'where-to-store'], { cwd });
  let err = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdout?.destroy();
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect([code, signal, err]).toEqual([0, null, '']);
});

test('a reader that goes away does not stop a write', async () => {
  const child = start(['import', '-', '--id', 'second', '--ndjson'], { cwd });
  child.stdout?.destroy();
  child.stderr?.destroy();
  const { out } = await run(['export', 'where-to-store'], { cwd });
  child.stdin?.end(out);
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(await run(['show', 'second'], { cwd })).toMatchObject({ code: 0 });
});

/** Linux has a device that is always full. */
async function expectFullDiskTold(): Promise<void> {
  const full = openSync('/dev/full', 'w');
  try {
    const child = start(['export', 'where-to-store'], { cwd }, ['ignore', full, 'pipe']);
    let err = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
    expect(await once(child, 'close')).toEqual([8, null]);
    expect(err).toBe('Standard output cannot be written: ENOSPC\n');
  } finally {
    closeSync(full);
  }
}
test.each(['/dev/full'].filter((path) => existsSync(path)))(
  'a full disk behind standard output is told, and no success: %s',
  expectFullDiskTold,
);

describe('off a terminal', () => {
  test('there is no colour, no progress and no prompt, whatever FORCE_COLOR says', async () => {
    for (const env of [{}, { FORCE_COLOR: '1' }, { NO_COLOR: '1' }]) {
      const { code, out, err } = await run(['verify'], { cwd, env });
      expect([code, err]).toEqual([0, '']);
      expect(out).not.toContain('\u001b');
      expect((await run(['show', 'nothing'], { cwd, env })).err).not.toContain('\u001b');
    }
  });

  test('--ndjson: an event for each dialogue and one result, each a line of JSON', async () => {
    const { out, err } = await run(['verify', '--ndjson'], { cwd });
    expect(err).toBe('');
    const events = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; done?: number });
    const progress = events.slice(0, -1);
    expect(progress.length).toBeGreaterThan(0);
    expect(progress.map(({ event, done }) => [event, done])).toEqual(progress.map((_, at) => ['progress', at + 1]));
    expect(events.at(-1)).toMatchObject({ event: 'result', ok: true });
  });

  test('--json: one document on standard output, nothing beside it', async () => {
    for (const args of [
      ['list'],
      ['verify'],
      ['doctor'],
      ['keys', 'check'],
      ['scoreboard', 'where-to-store'],
      ['setup'],
      ['completion', 'bash'],
      ['setup', '--print', 'terraform'],
    ]) {
      const { code, out, err } = await run([...args, '--json'], { cwd });
      expect([code, err]).toEqual([0, '']);
      expect(typeof JSON.parse(out)).toBe('object');
    }
  });
});
