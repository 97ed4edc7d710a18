import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestDialogueStore, createTestKeyring, seededSources } from '@colloquy/core/testing';
import { startPostgres, type PostgresServer } from '@colloquy/engines';
import { openPostgresStore } from '@colloquy/store-postgres';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { CodecSpy } from '../../src/dialogue/support/CodecSpy.ts';
import { foundIn, type Secret } from '../../src/dialogue/support/secrets.ts';
import { bytesOf } from '../../src/dialogue/support/spec.ts';
import { id, performAll, wholeStory } from '../../src/dialogue/support/story.ts';
import { settings } from '../settings.ts';

let server: PostgresServer;

/** Its own, since all of its files are searched, and it is stopped. */
beforeAll(async () => {
  server = await startPostgres();
  return () => server.close();
}, 60_000);

/** Every file of the server: tables, indexes, write-ahead log, temporary files. */
function everything(): readonly { readonly name: string; readonly bytes: Uint8Array }[] {
  return readdirSync(server.dataDirectory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({
      name: entry.name,
      bytes: readFileSync(join(entry.parentPath, entry.name)),
    }));
}

function filesWith(secrets: readonly Secret[]): readonly string[] {
  return everything().flatMap(({ name, bytes }) => foundIn(bytes, secrets).map((secret) => `${secret} in ${name}`));
}

describe('no text of a dialogue and no key, in any file of the server', () => {
  test('data and write-ahead log; while it runs, after a checkpoint, and when it is stopped', async () => {
    const sources = seededSources({ seed: settings.seed });
    const keyring = await createTestKeyring({ randomBytes: sources.randomBytes });
    const texts = ['Build the suite.', 'Every clause has a mutant.', 'Raw words of round 0.', 'Architect', 'Economist'];
    const secrets: Secret[] = texts.map((text) => ({ name: text, bytes: bytesOf(text) }));
    secrets.push({ name: 'KEK', bytes: (await keyring.kek(1)).key.export() });
    const spy = new CodecSpy();
    const backend = await openPostgresStore({ url: server.url });
    const store = createTestDialogueStore({ backend, keyring, sources, codecOf: spy.over });
    await performAll(store, id, wholeStory);
    const { state } = await store.load(id);
    for (const { purpose, key } of spy.wrapped) secrets.push({ name: purpose, bytes: key });
    expect(secrets.length).toBeGreaterThan(texts.length + 1);
    for (const text of texts) expect(JSON.stringify([...state.entries()].map(([, entity]) => entity))).toContain(text);

    // What is in the clear by declaration must be found, or the search would find nothing at all.
    const control = [{ name: 'a key', bytes: bytesOf('tension#00#01') }];
    expect(filesWith(control).length).toBeGreaterThan(0);
    expect(filesWith(secrets)).toEqual([]);

    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query('CHECKPOINT');
    await client.end();
    expect(filesWith(control).length).toBeGreaterThan(2);
    expect(filesWith(secrets)).toEqual([]);

    await backend.close();
    await server.stop();
    expect(filesWith(control).length).toBeGreaterThan(2);
    expect(filesWith(secrets)).toEqual([]);
    await server.start();
  }, 60_000);

  test('the search itself finds a text that was written', async () => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    const secret: Secret = { name: 'a text', bytes: bytesOf('Build the suite.') };
    await client.query('CREATE TABLE told AS SELECT $1::bytea AS bytes', [Buffer.from(secret.bytes)]);
    await client.query('CHECKPOINT');
    await client.end();
    expect(filesWith([secret]).length).toBeGreaterThan(0);
  });
});
