import { createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { encodeEntity } from '@colloquy/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handReaders, type HandReaders } from '../src/benchmarks/load.ts';
import { BareGcm } from '../src/raw/BareGcm.ts';
import { sdkByDefault, sdkWithCachedKeys, sdkWithoutSignature } from '../src/raw/encryptionSdk.ts';
import { sealedReader, writeSealedRows } from '../src/raw/handRows.ts';
import { envelopeReader } from '../src/raw/envelopeRows.ts';
import { benchId, filledFile } from '../src/workbench/fill.ts';
import { secretsOf } from '../src/workbench/secretsOf.ts';
import { Workbench } from '../src/workbench/Workbench.ts';

describe('loops by hand', () => {
  const disposer = new AsyncDisposableStack();
  let bench: Workbench;
  let readers: HandReaders;
  let path: string;
  let expected: ReadonlyMap<string, unknown>;

  beforeAll(async () => {
    bench = disposer.use(await Workbench.make());
    path = await filledFile(bench, 40);
    const opened = disposer.use(await bench.open(path, false));
    readers = await handReaders(bench, disposer, opened);
    const { state } = await opened.store.load(benchId);
    expected = new Map([...state.entries()].map(([key, entity]) => [key, encodeEntity(entity)]));
  });
  afterAll(async () => disposer.disposeAsync());

  test.each(['plain', 'decrypting', 'verifying'] as const)('%s: every payload of the store, by its key', (name) => {
    const read = readers[name].read();
    expect(read.size).toBe(40);
    expect(read).toStrictEqual(expected);
  });

  test('the sealed rows hold no text of the payloads, and what was cut short is refused', () => {
    const sealed = bench.newPath();
    writeSealedRows(sealed, benchId, [{ key: 'claim#00#01', payload: { content: 'a secret sentence' } }]);
    expect(readFileSync(sealed).includes('secret sentence')).toBe(false);
    using reader = sealedReader(sealed, benchId);
    expect([...reader.read()]).toStrictEqual([['claim#00#01', { content: 'a secret sentence' }]]);
    change(sealed, 'UPDATE rows SET payload = substr(payload, 1, length(payload) - 1)');
    expect(() => reader.read()).toThrow('unable to authenticate');
  });

  test.each([
    [
      'a digest',
      "UPDATE records SET digest = substr(digest, 2) || iif(digest LIKE 'a%', 'b', 'a') WHERE key LIKE 'tension#%'",
      'digest',
    ],
    [
      'an attribute',
      `UPDATE records SET attributes = json_set(attributes, '$.status', 'x') WHERE key LIKE 'tension#%'`,
      'attribute',
    ],
  ])('the verifying loop refuses %s that was changed', async (_what, sql, message) => {
    await using opened = await bench.open(await filledFile(bench, 12), false);
    using reader = envelopeReader(opened.path, benchId, await secretsOf(opened.backend, bench.keyring, benchId));
    expect(reader.read().size).toBe(12);
    change(opened.path, sql);
    expect(() => reader.read()).toThrow(message);
  });
});

function change(path: string, sql: string): void {
  const database = new Database(path);
  expect(database.prepare(sql).run().changes).toBeGreaterThan(0);
  database.close();
}

test('bare GCM: no nonce twice, not across a pool either, and each opens later', () => {
  const gcm = new BareGcm(createSecretKey(new Uint8Array(32).fill(1)));
  const sealed = Array.from({ length: 3000 }, (_, at) => gcm.seal(Buffer.from(String(at))));
  expect(new Set(sealed.map(({ nonce }) => Buffer.from(nonce).toString('hex'))).size).toBe(sealed.length);
  expect(sealed.map((each) => gcm.open(each).toString())).toStrictEqual(sealed.map((_, at) => String(at)));
  for (const { tag } of sealed) expect(tag.byteLength).toBe(16);
});

describe('the AWS Encryption SDK', () => {
  /** Bytes 1 and 2 of a message of version 2 name its algorithm suite. */
  const suiteOf = (message: Uint8Array): string => Buffer.from(message.subarray(0, 3)).toString('hex');

  test.each([
    ['as it comes', sdkByDefault, '020578'],
    ['unsigned', sdkWithoutSignature, '020478'],
    ['unsigned, keys kept', sdkWithCachedKeys, '020478'],
  ])('%s: opens what it sealed, under the suite it is named for', async (_name, make, suite) => {
    const sdk = make();
    const plaintext = new Uint8Array(1024).fill(6);
    const messages = [await sdk.encrypt(plaintext), await sdk.encrypt(plaintext)];
    expect(messages.map(suiteOf)).toStrictEqual([suite, suite]);
    for (const message of messages)
      expect(Buffer.from(await sdk.decrypt(message))).toStrictEqual(Buffer.from(plaintext));
  });
});
