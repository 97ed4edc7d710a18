import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort, locateBinaries, startPostgres } from '../../src/index.ts';
import { isOpen } from '../support/observe.ts';

test('a server that does not start says why, in its own words', async () => {
  const error = await startPostgres({ settings: { shared_buffers: 'a lot' } }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  expect((error as Error).message).toMatch(/^PostgreSQL ended with 1\. The end of its log:\n/);
  expect((error as Error).message).toContain('invalid value for parameter "shared_buffers": "a lot"');
});

test('a platform without package names the variable that helps', () => {
  expect(() => locateBinaries('sunos-x64')).toThrow(/npm has no PostgreSQL for sunos-x64.*COLLOQUY_POSTGRES_URL/);
  // One that is not installed here, whatever this machine is.
  const other = `${process.platform}-${process.arch}` === 'linux-arm' ? 'linux-x64' : 'linux-arm';
  expect(() => locateBinaries(other)).toThrow(/is not installed.*COLLOQUY_POSTGRES_URL/);
});

test('a start on a port that somebody has taken meanwhile fails, and works when it is free again', async () => {
  await using server = await startPostgres();
  await server.stop();
  const squatter = createServer();
  await once(squatter.listen({ port: server.port, host: '127.0.0.1' }), 'listening');
  await expect(server.start()).rejects.toThrow(`port ${server.port} is taken`);
  squatter.close();
  await once(squatter, 'close');
  await server.start();
  expect(await isOpen(server.port)).toBe(true);
});

test('a free port is free, and no system gives it to an outgoing connection', async () => {
  const port = await freePort();
  expect(port).toBeGreaterThanOrEqual(15_000);
  expect(port).toBeLessThan(32_000);
  const server = createServer();
  await once(server.listen({ port, host: '127.0.0.1' }), 'listening');
  server.close();
  await once(server, 'close');
});
