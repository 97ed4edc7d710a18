import { chmod, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import { createLocalKeys, openLocalKeys, type LocalKeysOptions } from '../../../src/keys/local/localKeys.ts';
import { LocalFileKeyProvider } from '../../../src/keys/local/LocalFileKeyProvider.ts';
import { temporaryFolder } from './support/folders.ts';
import { keyFile, storeIn } from './support/store.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Everything that a log could take from a value. */
function printsOf(value: unknown): string {
  const all = { depth: Infinity, showHidden: true, maxArrayLength: Infinity, maxStringLength: Infinity, getters: true };
  const { stack = '', message = '', cause } = value as { stack?: string; message?: string; cause?: unknown };
  return [inspect(value, all), JSON.stringify(value), String(value), stack, message, inspect(cause, all)].join('\n');
}

/** The ways in which bytes are usually printed, and eight bytes of them at each place. */
function formsOf(bytes: Uint8Array): readonly string[] {
  const parts = Array.from({ length: bytes.length - 7 }, (_unused, at) => Buffer.from(bytes.slice(at, at + 8)));
  return [
    ...parts.flatMap((part) => [
      part.toString('hex'),
      part.toString('latin1'),
      [...part].join(','),
      [...part].join(', '),
    ]),
    Buffer.from(bytes).toString('base64').slice(0, 20),
    Buffer.from(bytes).toString('base64url').slice(0, 20),
  ];
}

function expectNone(text: string, secrets: readonly Uint8Array[]): void {
  for (const form of secrets.flatMap(formsOf)) expect(text.toLowerCase()).not.toContain(form.toLowerCase());
}

async function errorOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => expect.unreachable('it did not throw'),
    (error: unknown) => error,
  );
}

async function keyOf(options: LocalKeysOptions): Promise<Uint8Array> {
  const handle = await open(join(options.directory, 'master.key'));
  const bytes = await handle.readFile();
  await handle.close();
  return new Uint8Array(bytes);
}

test('nothing that provider, vault, keyring and lease print is key material', async () => {
  const options = storeIn(await temporaryFolder());
  const { keyring, provider, vault } = await createLocalKeys(options);
  const lease = await keyring.kek(1);
  const secrets = [await keyOf(options), new Uint8Array(lease.key.export())];
  for (const value of [keyring, provider, vault, lease, lease.key, options]) expectNone(printsOf(value), secrets);
  expect(printsOf(lease)).toContain(lease.kekId);
});

test('nothing that an error says is what the file holds', async () => {
  const folder = await temporaryFolder();
  const options = storeIn(folder);
  await createLocalKeys(options);
  const key = await keyOf(options);
  const file = join(folder, keyFile);
  const text = Buffer.from(Buffer.from(key).toString('hex'));
  const contents: readonly Uint8Array[] = [key.slice(1), Uint8Array.of(...key, 0x0a), text, text.subarray(0, 32)];
  for (const content of contents) {
    await writeFile(file, content);
    const error = await errorOf(openLocalKeys(options));
    expect(error).toMatchObject({ code: 'key_file_malformed' });
    expectNone(printsOf(error), [key, new Uint8Array(text)]);
  }
  await writeFile(
    file,
    key.map((byte) => byte ^ 1),
  );
  const wrong = await errorOf(openLocalKeys(options));
  expect(wrong).toMatchObject({ code: 'wrong_key' });
  expectNone(printsOf(wrong), [key, key.map((byte) => byte ^ 1)]);
  await chmod(file, 0o644);
  expectNone(printsOf(await errorOf(openLocalKeys(options))), [key.map((byte) => byte ^ 1)]);
});

test('every buffer that a key went through is zeroed', async () => {
  const directory = join(await temporaryFolder(), 'keys');
  const handle = await open(import.meta.filename);
  const prototype = Object.getPrototypeOf(handle) as typeof handle;
  await handle.close();
  const reads = vi.spyOn(prototype, 'read');
  const writes = vi.spyOn(prototype, 'write');
  const slices = vi.spyOn(Uint8Array.prototype, 'slice');
  const provider = new LocalFileKeyProvider({ directory });
  await provider.createMasterKey();
  const scope = { storeId: '0'.repeat(32), tenant: 't', epoch: 1 };
  await provider.openEpoch(scope, await provider.createEpoch(scope));
  const buffers = [...reads.mock.calls, ...writes.mock.calls].map(([buffer]) => buffer as unknown as Uint8Array);
  expect(reads).toHaveBeenCalled();
  expect(writes).toHaveBeenCalledOnce();
  const copies = slices.mock.results.map(({ value }) => value as Uint8Array).filter(({ length }) => length === 32);
  expect(copies.length).toBeGreaterThan(0);
  for (const buffer of [...buffers, ...copies]) expect(buffer.some((byte) => byte !== 0)).toBe(false);
});
