import { mkdirSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { compareAscii } from '@colloquy/core';
import { startDynamo } from '@colloquy/engines';
import { describe, expect, onTestFinished, test } from 'vitest';
import { homeOf } from '../src/demo/home.ts';
import { demoOptions } from '../src/demo/options.ts';
import { between, run } from './support/run.ts';
import { temporaryFolder } from './support/temporary.ts';

const noAddress = 'COLLOQUY_DYNAMO_ENDPOINT must be an address such as http://127.0.0.1:8000.';

const demo = ['--backend', 'dynamo'];

/** Whatever the person or the tests have set is not what these programs see. */
const environment = {
  COLLOQUY_DYNAMO_ENDPOINT: '',
  COLLOQUY_DYNAMO_STARTED: '',
  AWS_REGION: '',
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_SESSION_TOKEN: '',
};

/** Answers every request with this exception: what the local engine, which checks no signature, never does. */
async function refusing(exception: string): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ __type: `com.amazon.coral.service#${exception}`, message: 'refused' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('npm run demo -- --backend dynamo', () => {
  test('shows the figures of SQLite, from an engine of which nothing is left', async () => {
    const cwd = temporaryFolder();
    const TMPDIR = join(cwd, 'tmp');
    mkdirSync(TMPDIR);
    const sqlite = await run('main', [], { cwd });
    const dynamo = await run('main', demo, { cwd, env: { ...environment, TMPDIR } });
    expect([dynamo.err, dynamo.code]).toEqual(['', 0]);
    for (const [from, to] of [
      ['RFC 0058', 'Three things'],
      ['Three things', 'Log'],
    ] as const) {
      expect(between(dynamo.out, from, to)).toBe(between(sqlite.out, from, to));
    }
    expect(dynamo.out).toMatch(/^ {2}found +nothing yet$/m);
    expect(dynamo.out).toMatch(/7 commits, \d+ records; verified: no finding/);
    expect(readdirSync(join(cwd, '.colloquy')).filter((name) => name.includes('dynamo'))).toEqual([]);
    expect(readdirSync(TMPDIR)).toEqual([]);
  });

  test('over a named endpoint a second run finds the dialogue, and credentials are told to nobody', async () => {
    await using server = await startDynamo({ inMemory: true });
    const cwd = temporaryFolder();
    const env = {
      ...environment,
      COLLOQUY_DYNAMO_ENDPOINT: server.endpoint,
      AWS_REGION: 'eu-west-3',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'quite-secret',
    };
    const first = await run('main', demo, { cwd, env });
    const second = await run('main', demo, { cwd, env });
    expect([first.err, first.code, second.err, second.code]).toEqual(['', 0, '', 0]);
    expect(first.out).toMatch(/^ {2}found +nothing yet$/m);
    expect(second.out.match(/commit \d, there already$/gm)).toHaveLength(7);
    expect(between(second.out, 'Log', 'Beside')).toBe(between(first.out, 'Log', 'Beside'));
    expect(first.out + second.out).not.toMatch(/quite-secret|AKIDEXAMPLE/);
    expect(readdirSync(join(cwd, '.colloquy')).toSorted(compareAscii)).toEqual([
      'founding-dialogue.dynamo.audit',
      'founding-dialogue.dynamo.keys',
    ]);
  });

  test('an endpoint where nobody listens is one clear error', async () => {
    const env = { ...environment, COLLOQUY_DYNAMO_ENDPOINT: 'http://127.0.0.1:9' };
    const { code, err } = await run('main', demo, { cwd: temporaryFolder(), env });
    expect(code).toBe(1);
    expect(err).toMatch(/^backend_unavailable: the DynamoDB table colloquy_demo /m);
  });

  test.each(['UnrecognizedClientException', 'InvalidSignatureException'])(
    'credentials that are refused with %s are one clear error, and told to nobody',
    async (exception) => {
      const env = {
        ...environment,
        COLLOQUY_DYNAMO_ENDPOINT: await refusing(exception),
        AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'quite-secret',
      };
      const { code, out, err } = await run('main', demo, { cwd: temporaryFolder(), env });
      expect(code).toBe(1);
      expect(err).toMatch(/^cannot_open: the DynamoDB table colloquy_demo refused the credentials/m);
      expect(out + err).not.toMatch(/quite-secret|AKIDEXAMPLE/);
    },
  );

  test('an address that is none is one clear error', async () => {
    const env = { ...environment, COLLOQUY_DYNAMO_ENDPOINT: 'localhost:8000' };
    const { code, err } = await run('main', demo, { cwd: temporaryFolder(), env });
    expect(code).toBe(1);
    expect(err).toContain(noAddress);
    const options = demoOptions(demo);
    for (const endpoint of ['127.0.0.1', 'http://', 'ftp://127.0.0.1:8000', 'http://:pass@']) {
      await expect(homeOf(options, { COLLOQUY_DYNAMO_ENDPOINT: endpoint })).rejects.toThrow(noAddress);
    }
  });

  test('a platform for which npm has no engine is told which variable helps', async () => {
    // The driver of SQLite is not loaded before it is used, so only the engine is missed.
    const preload = `data:text/javascript,Object.defineProperty(process,'arch',{value:'riscv64'})`;
    const env = { ...environment, NODE_OPTIONS: `--import=${preload}` };
    const { code, err } = await run('main', demo, { cwd: temporaryFolder(), env });
    expect(code).toBe(1);
    expect(err).toContain(`npm has no DynamoDB engine for ${process.platform}-riscv64`);
    expect(err).toContain('COLLOQUY_DYNAMO_ENDPOINT');
  });
});
