import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { locateDynamo, MissingDynamo, startDynamo } from '../../src/index.ts';
import { tables } from '../support/dynamoTable.ts';

const run = promisify(execFile);

/** A program in place of the engine; it runs in the folder of the server. */
async function program(name: string, lines: readonly string[]): Promise<{ path: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'colloquy-program-'));
  const path = join(folder, name);
  await writeFile(path, `${lines.join('\n')}\n`, { mode: 0o755 });
  return { path, [Symbol.asyncDispose]: async () => await rm(folder, { recursive: true }) };
}

test('a platform without package names the variable that helps', () => {
  const missing = (platform: string): unknown => {
    try {
      return locateDynamo(platform);
    } catch (error) {
      return error;
    }
  };
  const error = missing('sunos-x64');
  expect(error).toBeInstanceOf(MissingDynamo);
  expect((error as Error).message).toBe(
    'npm has no DynamoDB engine for sunos-x64. Name an endpoint in COLLOQUY_DYNAMO_ENDPOINT instead: http://host:port',
  );
});

test('where npm has left the package out it says so', async () => {
  await using elsewhere = await program('locateDynamo.ts', [
    await readFile(join(import.meta.dirname, '../../src/dynamo/locateDynamo.ts'), 'utf8'),
    "try { locateDynamo('linux-x64'); } catch (error) { console.log(error.constructor.name, error.message); }",
  ]);
  const { stdout } = await run(process.execPath, [elsewhere.path]);
  expect(stdout).toMatch(/^MissingDynamo @dynoxide\/linux-x64 is not installed: .*COLLOQUY_DYNAMO_ENDPOINT/);
});

test('a server that does not start says why, in its own words', async () => {
  await using silent = await program('silent', ['#!/bin/sh', 'echo "no such luck" >&2', 'exit 3']);
  await expect(startDynamo({ program: silent.path })).rejects.toThrow(
    'The DynamoDB engine ended with 3. The end of its log:\nno such luck\n',
  );
  await expect(startDynamo({ program: '/nowhere/dynoxide' })).rejects.toThrow('/nowhere/dynoxide ENOENT');
});

test('a server that answers what no DynamoDB answers is not taken for one', async () => {
  await using stranger = await program('stranger', [
    `#!${process.execPath}`,
    "const port = Number(process.argv[process.argv.indexOf('--port') + 1]);",
    "const server = require('node:http').createServer((_, answer) => answer.writeHead(404).end('what?'));",
    "server.listen(port, '127.0.0.1', () => process.stderr.write('listening on http://\\n'));",
  ]);
  await expect(startDynamo({ program: stranger.path })).rejects.toThrow(
    'The DynamoDB engine answers ListTables with 404: what?. The end of its log:',
  );
});

test('a server that says that it listens before it does is asked until it answers', async () => {
  await using early = await program('early', [
    '#!/bin/sh',
    'echo "listening on http://" >&2',
    'sleep 0.3',
    `exec '${locateDynamo()}' "$@"`,
  ]);
  await using server = await startDynamo({ program: early.path });
  expect(await tables(server.port)).toEqual([]);
});

test('where somebody has the port, another is tried, but not for ever', async () => {
  await using unlucky = await program('unlucky', [
    '#!/bin/sh',
    'echo x >> tries',
    'if [ $(wc -l < tries) -lt 3 ]; then echo "error: port is already in use" >&2; exit 1; fi',
    `exec '${locateDynamo()}' "$@"`,
  ]);
  await using server = await startDynamo({ program: unlucky.path });
  expect(await tables(server.port)).toEqual([]);
  await using hopeless = await program('hopeless', ['#!/bin/sh', 'echo "Address already in use" >&2', 'exit 1']);
  await expect(startDynamo({ program: hopeless.path })).rejects.toThrow(/^port \d+ is taken$/);
});

test('a start on a port that somebody has taken meanwhile fails, and works when it is free again', async () => {
  await using server = await startDynamo();
  await server.stop();
  const squatter = createServer();
  await once(squatter.listen({ port: server.port, host: '127.0.0.1' }), 'listening');
  await expect(server.start()).rejects.toThrow(`port ${server.port} is taken`);
  squatter.close();
  await once(squatter, 'close');
  await server.start();
  expect(await tables(server.port)).toEqual([]);
});
