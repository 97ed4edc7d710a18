import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMoverKey, type DialogueId, type LogEntry, type NoteVerifier, type StoredRecord } from '@colloquy/core';
import { createDatabase, dynamoConfig, postgresUrl } from '@colloquy/engines';
import type { SqliteStore } from '@colloquy/store-sqlite';
import { expect } from 'vitest';
import { colloquy } from './colloquy.ts';

/** The stores of a journey, in their order. */
export const names = ['first', 'postgres', 'dynamo', 'last'] as const;

/** Four stores under one key directory, from a file that is there over PostgreSQL and DynamoDB to another file. */
export interface Journey extends AsyncDisposable {
  readonly verifier: NoteVerifier;
  /** Runs the command, which must end well; answers with its standard output. */
  readonly done: (...args: readonly string[]) => Promise<string>;
  /** The legs, with the options that name their ends. */
  readonly legs: readonly { readonly from: string; readonly to: string; readonly way: readonly string[] }[];
}

/** @param cwd where `first.db` lies; gets the configurations and the mover key */
export async function journeyFrom(cwd: string, keys: string): Promise<Journey> {
  await using disposer = new AsyncDisposableStack();
  const database = disposer.use(await createDatabase(postgresUrl()));
  const { verifier } = await createMoverKey(join(cwd, 'mover/mover.key'), { name: 'example.org/mover' });
  const { endpoint, region, credentials } = dynamoConfig();
  const env = {
    DATABASE_URL: database.url,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  const table = `moves-${randomBytes(6).toString('hex')}`;
  const backends = {
    first: { name: 'sqlite', path: 'first.db' },
    postgres: { name: 'postgres', url: { env: 'DATABASE_URL' } },
    dynamo: { name: 'dynamo', table, region, endpoint },
    last: { name: 'sqlite', path: 'last.db' },
  } as const;
  const done = async (...args: readonly string[]): Promise<string> => {
    const { code, out, err } = await colloquy(cwd, env, ...args);
    expect([args, code, code === 0 ? '' : err]).toEqual([args, 0, '']);
    return out;
  };
  for (const name of names) {
    const configuration = {
      version: 1,
      tenant: 'founding',
      name,
      backend: backends[name],
      keys: { provider: 'local', directory: keys },
      movers: [String(verifier)],
      moves: 'moves',
    };
    writeFileSync(join(cwd, `${name}.json`), JSON.stringify(configuration));
    await done('init', '--config', `${name}.json`);
  }
  const legs = names.slice(1).map((to, at) => {
    const from = names[at] ?? '';
    return { from, to, way: ['--from', `${from}.json`, '--to', `${to}.json`, '--mover', 'mover/mover.key'] };
  });
  const moved = disposer.move();
  return { verifier, done, legs, [Symbol.asyncDispose]: () => moved.disposeAsync() };
}

/** Every byte of a dialogue as it lies there. */
export async function bytesOf(
  backend: SqliteStore,
  id: DialogueId,
): Promise<{ readonly records: readonly StoredRecord[]; readonly log: readonly LogEntry[] }> {
  const records: StoredRecord[] = [];
  let after: StoredRecord['key'] | undefined;
  do {
    const batch = await backend.migration.exportBatch(id, after);
    records.push(...batch.records);
    after = batch.next;
  } while (after !== undefined);
  return { records, log: (await backend.log(id, 1, 100)).entries };
}
