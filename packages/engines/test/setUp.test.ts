import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { freePort, postgresUrl } from '../src/index.ts';

const run = promisify(execFile);

const script = join(import.meta.dirname, '../../../scripts/enginesForTests.ts');

interface Seen {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly said: string;
}

async function setUp(variables: NodeJS.ProcessEnv, ...platform: readonly string[]): Promise<Seen> {
  const env = { ...process.env, COLLOQUY_ENGINES_PREPARED: '', COLLOQUY_DYNAMO_STARTED: '', ...variables };
  const program = join(import.meta.dirname, 'support/setUp.ts');
  const { stdout, stderr } = await run(process.execPath, [program, script, ...platform], { env });
  return { variables: JSON.parse(stdout) as Readonly<Record<string, unknown>>, said: stderr };
}

test('a run starts one DynamoDB engine and ends it', async () => {
  const { variables: seen } = await setUp({ COLLOQUY_POSTGRES_URL: postgresUrl(), COLLOQUY_DYNAMO_ENDPOINT: '' });
  expect(seen).toMatchObject({ COLLOQUY_DYNAMO_STARTED: '1', again: false, answer: 200, afterwards: 'nobody' });
});

test('a DynamoDB of yours wins: none is started', async () => {
  const endpoint = `http://127.0.0.1:${await freePort()}`;
  const { variables: seen } = await setUp({ COLLOQUY_POSTGRES_URL: postgresUrl(), COLLOQUY_DYNAMO_ENDPOINT: endpoint });
  expect(seen).toMatchObject({ COLLOQUY_DYNAMO_ENDPOINT: endpoint, COLLOQUY_DYNAMO_STARTED: '', answer: 'nobody' });
});

test('where npm has no DynamoDB engine it is said once, and PostgreSQL is there', async () => {
  const { variables, said } = await setUp(
    { COLLOQUY_POSTGRES_URL: postgresUrl(), COLLOQUY_DYNAMO_ENDPOINT: '' },
    'sunos',
  );
  expect(variables).toMatchObject({ COLLOQUY_DYNAMO_ENDPOINT: '', COLLOQUY_DYNAMO_STARTED: '', answer: 'nobody' });
  expect(variables['COLLOQUY_POSTGRES_URL']).toMatch(/colloquy_test_/);
  expect(said.split('\n').filter((line) => line.includes('COLLOQUY_DYNAMO_ENDPOINT'))).toEqual([
    `npm has no DynamoDB engine for sunos-${process.arch}. Name an endpoint in COLLOQUY_DYNAMO_ENDPOINT instead: http://host:port`,
  ]);
});
