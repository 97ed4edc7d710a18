import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dialogueId, isColloquyError, verifyAudit, type ErrorCode } from '@colloquy/core';
import { LoopbackKms } from '@colloquy/conformance';
import { createDatabase, dynamoConfig, postgresUrl } from '@colloquy/engines';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  openBackend,
  openColloquy,
  describeBackend,
  resolveBackendConfiguration,
  type OpenColloquyOptions,
} from '../src/index.ts';
import { folderWith, temporaryFolder } from './support/temporary.ts';

const id = dialogueId('opened');

/** The first start, and a later one that must find what the first has written. */
async function expectTwice(options: OpenColloquyOptions): Promise<void> {
  {
    await using first = await openColloquy({ ...options, create: true });
    await first.dialogues.create(id, { title: 'Opened' });
  }
  await using later = await openColloquy(options);
  expect((await later.dialogues.get(id))?.value.title).toBe('Opened');
  expect(await later.backend.dialogueIds()).toEqual([id]);
  expect((await later.dialogues.history(id, 1, 1)).entries[0]?.actor).toBe('operator');
}

const local = { provider: 'local', directory: 'keys' } as const;
const common = { version: 1, tenant: 'acme', actor: 'operator', keys: local };

async function codeOf(attempt: Promise<unknown>): Promise<ErrorCode | undefined> {
  return attempt.then(
    () => undefined,
    (error: unknown) => (error as { code?: ErrorCode }).code,
  );
}

describe('the one active backend', () => {
  test('SQLite, with an audit', async () => {
    const folder = folderWith({ ...common, backend: { name: 'sqlite', path: 'd.db' }, audit: 'audit/crypto.jsonl' });
    await expectTwice({ folder, environment: {} });
    const audit = await verifyAudit(join(folder, 'audit/crypto.jsonl'));
    expect(audit.findings).toEqual([]);
    expect(audit.events).toBeGreaterThan(5);
  });

  test('a tenant that the store does not hold is a fault of the configuration, with its place', async () => {
    const folder = folderWith({ ...common, backend: { name: 'sqlite', path: 'd.db' } });
    await expectTwice({ folder, environment: {} });
    const error: unknown = await openColloquy({ folder, environment: { COLLOQUY_TENANT: 'umbra' } }).catch(
      (caught: unknown) => caught,
    );
    expect(isColloquyError(error, 'configuration_invalid') && error.context).toEqual({
      faults: [{ origin: 'COLLOQUY_TENANT', path: 'tenant', message: 'is another than the store holds: acme' }],
    });
  });

  test('PostgreSQL, its URL from a variable', async () => {
    await using database = await createDatabase(postgresUrl());
    const backend = { name: 'postgres', url: { env: 'DATABASE_URL' }, schema: 'elsewhere' };
    await expectTwice({ folder: folderWith({ ...common, backend }), environment: { DATABASE_URL: database.url } });
  });

  test('DynamoDB', async () => {
    const { endpoint, region, credentials } = dynamoConfig();
    vi.stubEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey);
    onTestFinished(() => void vi.unstubAllEnvs());
    const backend = { name: 'dynamo', table: `factory-${randomBytes(6).toString('hex')}`, region };
    await expectTwice({
      folder: folderWith({ ...common, backend }),
      environment: { COLLOQUY_DYNAMO_ENDPOINT: endpoint },
    });
  });

  test('keys from AWS KMS', async () => {
    const kms = await LoopbackKms.start();
    const client = new KMSClient({ endpoint: kms.endpoint, region: 'eu-central-1', credentials: kms.credentials });
    onTestFinished(async () => {
      client.destroy();
      await kms.close();
      vi.unstubAllEnvs();
    });
    const { KeyMetadata } = await client.send(new CreateKeyCommand({}));
    vi.stubEnv('AWS_ACCESS_KEY_ID', kms.credentials.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', kms.credentials.secretAccessKey);
    const keys = { provider: 'aws-kms', keyId: KeyMetadata?.KeyId, vault: 'vault', region: 'eu-central-1' };
    const folder = folderWith({ ...common, backend: { name: 'sqlite', path: 'd.db' }, keys });
    await expectTwice({ folder, environment: { COLLOQUY_KMS_ENDPOINT: kms.endpoint } });
    expect(kms.count('Decrypt')).toBeGreaterThan(0);
  });
});

describe('opening makes nothing', () => {
  const sqlite = { ...common, backend: { name: 'sqlite', path: 'd.db' } };

  test('without create: neither file nor keys', async () => {
    const folder = folderWith(sqlite);
    expect(await codeOf(openColloquy({ folder, environment: {} }))).toBe('cannot_open');
    expect(readdirSync(folder)).toEqual(['colloquy.json']);
  });

  test('read-only goes over create, and what it opens stands in the audit', async () => {
    const folder = folderWith({ ...sqlite, audit: 'audit/crypto.jsonl', readOnly: true });
    expect(await codeOf(openColloquy({ folder, environment: {}, create: true }))).toBe('cannot_open');
    await expectTwice({
      folder,
      environment: {},
      settings: { audit: join(folder, 'first/crypto.jsonl'), readOnly: false },
    });
    expect(existsSync(join(folder, 'audit'))).toBe(false);
    {
      await using reader = await openColloquy({ folder, environment: {} });
      expect((await reader.dialogues.get(id))?.value.title).toBe('Opened');
      expect(await codeOf(reader.dialogues.create(dialogueId('other'), { title: 'No' }))).toBe('read_only');
    }
    const { events, findings } = await verifyAudit(join(folder, 'audit/crypto.jsonl'));
    expect(events).toBeGreaterThan(2);
    expect(findings).toEqual([]);
  });

  test('keys of another store are refused, and the backend is closed again', async () => {
    const folder = folderWith(sqlite);
    await expectTwice({ folder, environment: {} });
    const other = folderWith(sqlite);
    await expectTwice({ folder: other, environment: {} });
    const wrong = openColloquy({ folder, environment: {}, settings: { keys: { directory: join(other, 'keys') } } });
    expect(await codeOf(wrong)).toBe('wrong_key');
    const missing = openColloquy({ folder, environment: {}, settings: { keys: { directory: join(other, 'none') } } });
    expect(await codeOf(missing)).toBe('key_missing');
    // SQLite removes the write-ahead log when the last connection closes.
    expect(readdirSync(folder).filter((name) => name.startsWith('d.db'))).toEqual(['d.db']);
  });

  test('close is idempotent, and what was opened is closed', async () => {
    const folder = folderWith(sqlite);
    const colloquy = await openColloquy({ folder, environment: {}, create: true });
    await colloquy.close();
    await colloquy.close();
    expect(await codeOf(colloquy.backend.head(id))).toBe('backend_closed');
    expect(await codeOf(colloquy.keys.provider.createEpoch({ storeId: '0'.repeat(32), tenant: 't', epoch: 1 }))).toBe(
      'backend_closed',
    );
  });
});

test('a backend opens without any key, and its place tells no secret', async () => {
  const folder = folderWith({ ...common, backend: { name: 'sqlite', path: 'd.db' } });
  await expectTwice({ folder, environment: {} });
  const configuration = resolveBackendConfiguration({ folder, environment: {} });
  await using backend = await openBackend(configuration);
  expect((await backend.head(id))?.n).toBe(1);
  expect(describeBackend(configuration.backend)).toBe(`SQLite, ${join(folder, 'd.db')}`);
  expect(describeBackend({ name: 'postgres', url: 'postgres://a:quite-secret@h/d' })).toBe(
    'PostgreSQL, schema colloquy',
  );
  expect(describeBackend({ name: 'dynamo' })).toBe('DynamoDB, table colloquy');
  expect(temporaryFolder()).not.toBe(folder);
});
