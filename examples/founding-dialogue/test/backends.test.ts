import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MemoryPartitionStore, scoreboard, type PartitionStore, type StoreHeaderPort } from '@colloquy/core';
import { createTestDialogueStore, createTestKeyring, seededSources, SeededKeyProvider } from '@colloquy/core/testing';
import { createDatabase, dynamoConfig, postgresUrl } from '@colloquy/engines';
import { openDynamoStore } from '@colloquy/store-dynamo';
import { openPostgresStore } from '@colloquy/store-postgres';
import { openSqliteStore } from '@colloquy/store-sqlite';
import { describe, expect, test } from 'vitest';
import { register } from '../src/example/register.ts';
import { between, run } from './support/run.ts';
import { example, id } from './support/stored.ts';
import { temporaryFolder } from './support/temporary.ts';

type Backend = PartitionStore & { readonly header: StoreHeaderPort; close(): Promise<void> };

/** The founding dialogue under the test sources: seed, clock and keys are the same whatever the backend. */
async function registered(backend: Backend) {
  try {
    const sources = seededSources({ seed: 7 });
    const provider = new SeededKeyProvider(seededSources({ seed: 8 }).randomBytes);
    const keyring = await createTestKeyring({ header: backend.header, provider });
    const store = createTestDialogueStore({ backend, keyring, sources });
    await register(store, example);
    const { state, logHead, n } = await store.load(id);
    return { logHead, n, scoreboard: scoreboard(state), findings: (await store.verify(id)).findings };
  } finally {
    await backend.close();
  }
}

describe('the founding dialogue on every backend', () => {
  test('under the test sources: the same log head and the same figures', async () => {
    await using database = await createDatabase(postgresUrl());
    const inMemory = await registered(new MemoryPartitionStore());
    expect(inMemory).toMatchObject({ n: 7, findings: [] });
    expect(inMemory.logHead).toMatch(/^[0-9a-f]{64}$/);
    expect(await registered(await openSqliteStore({ path: join(temporaryFolder(), 'same.db') }))).toEqual(inMemory);
    expect(await registered(await openPostgresStore({ url: database.url }))).toEqual(inMemory);
    const table = `founding-${randomBytes(6).toString('hex')}`;
    expect(await registered(await openDynamoStore({ table, config: dynamoConfig() }))).toEqual(inMemory);
  });

  test('npm run demo -- --backend postgres: the figures of SQLite, from a server that is gone afterwards', async () => {
    const cwd = temporaryFolder();
    const sqlite = await run('main', [], { cwd });
    const postgres = await run('main', ['--backend', 'postgres'], { cwd, env: { COLLOQUY_POSTGRES_URL: '' } });
    expect([postgres.err, postgres.code]).toEqual(['', 0]);
    for (const [from, to] of [
      ['RFC 0058', 'Three things'],
      ['Three things', 'Log'],
    ] as const) {
      expect(between(postgres.out, from, to)).toBe(between(sqlite.out, from, to));
    }
    expect(postgres.out).toMatch(/^ {2}found +nothing yet$/m);
    expect(postgres.out).toMatch(/7 commits, \d+ records; verified: no finding/);
    expect(readdirSync(join(cwd, '.colloquy')).filter((name) => name.includes('postgres'))).toEqual([]);
  });

  test('over a named server a second run finds the dialogue, and its URL is told to nobody', async () => {
    await using database = await createDatabase(postgresUrl());
    const url = new URL(database.url);
    url.password = 'quite-secret';
    const cwd = temporaryFolder();
    const env = { COLLOQUY_POSTGRES_URL: url.href };
    const first = await run('main', ['--backend', 'postgres'], { cwd, env });
    const second = await run('main', ['--backend', 'postgres'], { cwd, env });
    expect([first.err, first.code, second.err, second.code]).toEqual(['', 0, '', 0]);
    expect(second.out.match(/commit \d, there already$/gm)).toHaveLength(7);
    expect(between(second.out, 'Log', 'Beside')).toBe(between(first.out, 'Log', 'Beside'));
    expect(first.out + second.out).not.toContain('quite-secret');
  });

  test('a server that is not there is one clear error', async () => {
    const env = { COLLOQUY_POSTGRES_URL: 'postgres://someone:quite-secret@127.0.0.1:9/none' };
    const { code, out, err } = await run('main', ['--backend', 'postgres'], { cwd: temporaryFolder(), env });
    expect(code).toBe(1);
    expect(err).toMatch(/^backend_unavailable: /m);
    expect(out + err).not.toContain('quite-secret');
  });

  test.each([
    [['--backend', 'mysql']],
    [['--backend', 'postgres', '--file', 'x.db']],
    [['--backend', 'postgres', '--fresh']],
    [['--backend', 'dynamodb']],
    [['--backend', 'dynamo', '--file', 'x.db']],
  ])('%j is misuse', async (args) => {
    const { code, err } = await run('main', args);
    expect(code).toBe(1);
    expect(err).toContain('npm run demo -- [options]');
  });
});
