import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDatabase, dynamoConfig, postgresUrl } from '@colloquy/engines';
import { viewNames } from '@colloquy/store-postgres';
import Database from 'better-sqlite3';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { example, run, temporaryFolder } from './support/run.ts';

const document: unknown = JSON.parse(readFileSync(example, 'utf8'));

/** The whole life of a store, from init on: what is the same on every backend. */
async function expectLife(
  init: readonly string[],
  env: Readonly<Record<string, string>>,
  secret?: string,
): Promise<void> {
  const cwd = temporaryFolder();
  const said: string[] = [];
  const done = async (code: number, ...args: readonly string[]): Promise<string> => {
    const outcome = await run(args, { cwd, env });
    said.push(outcome.out, outcome.err);
    expect([args, outcome.code, outcome.err.replace(/^(Keep a copy|Whoever verifies|Copies of).*\n/, '')]).toEqual([
      args,
      code,
      code === 0 ? '' : expect.any(String),
    ]);
    return outcome.out;
  };
  const before = await run(['list'], { cwd, env });
  expect([before.code, before.out]).toEqual([3, '']);
  expect(await done(0, 'init', ...init)).toMatch(/made now/);
  expect(await done(0, 'init')).toMatch(/was there already/);
  expect(await done(0, 'import', example)).toBe('where-to-store  imported  35 entities in 1 commit; n = 1\n');
  expect(await done(0, 'import', example)).toMatch(/unchanged/);
  expect(await done(0, 'list')).toMatch(/^where-to-store {2}converged/m);
  expect(JSON.parse(await done(0, 'export', 'where-to-store'))).toEqual(document);
  expect(await done(0, 'verify')).toMatch(/1 dialogue verified: no finding\.\n$/);
  writeFileSync(join(cwd, 'd.note'), await done(0, 'checkpoint', 'where-to-store', '--name', 'example.org/acme'));
  const { verifier } = JSON.parse(await done(0, 'checkpoint', '--all', '--json')) as { verifier: string };
  // Whoever has no key at all: structure, and the signed note.
  const keyless = { ...env, COLLOQUY_KEYS_DIRECTORY: join(cwd, 'nowhere') };
  const noted = await run(['verify', '--no-keys', 'where-to-store', '--note', 'd.note', '--key', verifier], {
    cwd,
    env: keyless,
  });
  expect(noted).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/held against the signed note[\s\S]*no finding\.\n$/) as string,
  });
  expect(await done(0, 'doctor')).toBe('1 dialogue: sound.\n');
  await done(0, 'keys', 'rotate', 'where-to-store');
  await done(0, 'keys', 'add-epoch');
  await done(0, 'keys', 'rewrap', '--all');
  await done(0, 'keys', 'destroy-epoch', '1', '--yes');
  await done(0, 'keys', 'erase', 'where-to-store', '--yes');
  await done(4, 'show', 'where-to-store');
  await done(0, 'verify');
  expect(await done(0, 'setup')).toMatch(/: in place\n$/);
  if (secret !== undefined)
    expect(said.join('') + readFileSync(join(cwd, 'colloquy.json'), 'utf8')).not.toContain(secret);
}

describe('the same life on every backend', () => {
  test('SQLite', async () => {
    await expectLife(['--sqlite', 'd.db', '--tenant', 'acme'], {});
  });

  test('PostgreSQL', async () => {
    await using database = await createDatabase(postgresUrl());
    const url = new URL(database.url);
    // The test server asks for no password; whatever stands there is a secret all the same.
    if (url.password === '') url.password = 'quite-secret';
    await expectLife(['--postgres', 'DATABASE_URL', '--schema', 'mine'], { DATABASE_URL: url.href }, url.password);
  });

  test('DynamoDB', async () => {
    const { endpoint, region, credentials } = dynamoConfig();
    const env = { AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey };
    const table = `cli-${randomBytes(6).toString('hex')}`;
    await expectLife(['--dynamo', table, '--region', region, '--endpoint', endpoint], env);
  });
});

describe('a server that is not there', () => {
  test.each([
    ['PostgreSQL', ['--postgres', 'DATABASE_URL']],
    ['DynamoDB', ['--dynamo', 'table', '--region', 'eu-central-1', '--endpoint', 'http://127.0.0.1:9']],
  ])('%s: one clear error, code 6, no secret and no configuration', async (_, init) => {
    const cwd = temporaryFolder();
    const env = {
      DATABASE_URL: 'postgres://someone:quite-secret@127.0.0.1:9/none',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'quite-secret',
    };
    const { code, out, err } = await run(['init', ...init], { cwd, env });
    expect([code, out]).toEqual([6, '']);
    expect(err).toMatch(/^backend_unavailable: .*(\n {2}.*)*\n {2}Check network and server, then call again\.\n$/);
    expect(err).not.toContain('quite-secret');
  });
});

describe('setup --print', () => {
  test('SQL for SQLite makes a store that is then only opened', async () => {
    const cwd = temporaryFolder();
    const { out } = await run(['setup', '--print', 'sql', '--backend', 'sqlite'], { cwd });
    const database = new Database(join(cwd, 'd.db'));
    database.exec(out);
    database.close();
    expect(await run(['init', '--sqlite', 'd.db'], { cwd })).toMatchObject({ code: 0 });
  });

  test('SQL for PostgreSQL, by option and by configuration', async () => {
    await using database = await createDatabase(postgresUrl());
    const cwd = temporaryFolder();
    const { out, code } = await run(['setup', '--print', 'sql', '--backend', 'postgres', '--schema', 'printed'], {
      cwd,
    });
    expect(code).toBe(0);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      await client.query(out);
      const { rows } = await client.query(
        `SELECT table_name FROM information_schema.views WHERE table_schema = 'printed'`,
      );
      expect(rows).toHaveLength(Object.keys(viewNames).length);
    } finally {
      await client.end();
    }
    const env = {
      COLLOQUY_BACKEND: 'postgres',
      COLLOQUY_POSTGRES_URL: database.url,
      COLLOQUY_POSTGRES_SCHEMA: 'printed',
    };
    expect((await run(['setup', '--print', 'sql'], { cwd, env })).out).toBe(out);
    expect(await run(['setup'], { cwd, env })).toMatchObject({
      code: 0,
      out: 'PostgreSQL, schema printed: in place; it has no keys yet: colloquy init\n',
    });
    expect(await run(['verify', '--no-keys'], { cwd, env })).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^0 dialogues/) as string,
    });
  });

  test('templates of the table', async () => {
    const cwd = temporaryFolder();
    const template = await run(['setup', '--print', 'cloudformation', '--table', 'dialogues'], { cwd });
    expect(JSON.stringify(JSON.parse(template.out))).toContain('"TableName":"dialogues"');
    expect((await run(['setup', '--print', 'terraform', '--table', 'dialogues'], { cwd })).out).toMatch(
      /resource "aws_dynamodb_table"/,
    );
    expect(await run(['setup', '--print', 'terraform', '--table', '"'], { cwd })).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^invalid_argument: /) as string,
    });
  });
});
