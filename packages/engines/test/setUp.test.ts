import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { freePort, postgresUrl } from '../src/index.ts';
import { isOpen } from './support/observe.ts';

const run = promisify(execFile);

async function setUp(variables: NodeJS.ProcessEnv): Promise<Readonly<Record<string, unknown>>> {
  const env = { ...process.env, COLLOQUY_ENGINES_PREPARED: '', COLLOQUY_DYNAMO_STARTED: '', ...variables };
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'support/setUp.ts')], { env });
  return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
}

test('a run starts one DynamoDB engine and ends it', async () => {
  const seen = await setUp({ COLLOQUY_POSTGRES_URL: postgresUrl(), COLLOQUY_DYNAMO_ENDPOINT: '' });
  expect(seen).toMatchObject({ COLLOQUY_DYNAMO_STARTED: '1', again: false, answer: 200 });
  expect(await isOpen(Number(new URL(String(seen['COLLOQUY_DYNAMO_ENDPOINT'])).port))).toBe(false);
});

test('a DynamoDB of yours wins: none is started', async () => {
  const endpoint = `http://127.0.0.1:${await freePort()}`;
  const seen = await setUp({ COLLOQUY_POSTGRES_URL: postgresUrl(), COLLOQUY_DYNAMO_ENDPOINT: endpoint });
  expect(seen).toMatchObject({ COLLOQUY_DYNAMO_ENDPOINT: endpoint, COLLOQUY_DYNAMO_STARTED: '', answer: 'nobody' });
});
