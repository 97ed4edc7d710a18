import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { cryptoRandom } from '@colloquy/core';
import { postgresUrl, startPostgres } from '@colloquy/engines';
import { expect, onTestFinished, test } from 'vitest';
import { createCalls } from '../src/calls.ts';
import { once as ask } from '../src/inspect.ts';
import { newSchema, poolForTest } from './support/database.ts';

const script = fileURLToPath(new URL('children/useAndExit.ts', import.meta.url));

/** Starts the child; ended by force with the test, if not by itself. */
function start(url: string, schema: string, end: string) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, url, schema, end], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, ended: once(child, 'close'), said: text(child.stdout), complained: text(child.stderr) };
}

test.each(['close', 'leave'])(
  'a process that uses a store ends by itself when it comes to its end: %s',
  async (end) => {
    const { ended, said, complained } = start(postgresUrl(), await newSchema(), end);
    expect(await ended).toEqual([0, null]);
    expect([await said, await complained]).toEqual(['used\n', '']);
  },
);

test.each(['close', 'leave'])('also when the server stopped answering: %s', async (end) => {
  await using server = await startPostgres();
  const { child, ended, said, complained } = start(server.url, 'public', end);
  await once(child.stdout, 'data');
  await server.pause();
  expect(await ended).toEqual([0, null]);
  await server.resume();
  expect([await said, await complained]).toEqual(['used\n', '']);
});

test('a connection of our own that fails between its farewell and its end still has somebody who listens', async () => {
  const pool = poolForTest();
  const calls = createCalls({
    pool,
    owned: true,
    place: 'x',
    readOnly: false,
    callTimeoutMs: 1000,
    random: cryptoRandom,
  });
  await calls.read((client) => ask(client, 'SELECT 1'));
  await calls.close();
  expect(pool.ended).toBe(true);
  // pg-pool reports it as an event of the pool, which ends the process when nobody listens.
  expect(pool.listenerCount('error')).toBe(1);
});
