import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { postgresUrl, startPostgres } from '@colloquy/engines';
import { expect, onTestFinished, test } from 'vitest';
import { newSchema } from './support/database.ts';
import { relay } from './support/relay.ts';

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

test('a connection that the server ends while it is being closed is no error of the process', async () => {
  const { url } = await relay({ unkind: true });
  const { ended, said, complained } = start(url, await newSchema(), 'close');
  expect([await ended, await said, await complained]).toEqual([[0, null], 'used\n', '']);
});
