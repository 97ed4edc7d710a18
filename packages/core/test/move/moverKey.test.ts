import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createMoverKey, NoteVerifier, openMoverKey, type ErrorCode } from '../../src/index.ts';

const name = 'example.org/mover';
let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'colloquy-mover-'));
  file = join(folder, 'mover/mover.key');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

async function codeOf(attempt: Promise<unknown>): Promise<ErrorCode | undefined> {
  return attempt.then(
    () => undefined,
    (error: unknown) => (error as { code?: ErrorCode }).code,
  );
}

test('a key is made once, for its owner alone, and opens as what was pinned', async () => {
  const made = await createMoverKey(file, { name });
  expect([statSync(file).mode & 0o777, statSync(join(folder, 'mover')).mode & 0o777]).toEqual([0o600, 0o700]);
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(/^PRIVATE\+KEY\+example\.org\/mover\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}\n$/);
  const again = await createMoverKey(file, { name });
  const opened = await openMoverKey(file);
  expect(readFileSync(file, 'utf8')).toBe(text);
  const pinned = NoteVerifier.parse(String(made.verifier));
  for (const signer of [again, opened]) {
    expect(signer.verifier.equals(pinned)).toBe(true);
    expect(pinned.verify(Buffer.from('text'), await signer.sign(Buffer.from('text')))).toBe(true);
  }
});

test('where there is none it is missing, whoever could open its directory', async () => {
  chmodSync(folder, 0o755);
  expect(await codeOf(openMoverKey(join(folder, 'mover.key')))).toBe('key_missing');
});

test("the form is that of Go's signed notes: a key that was made by its rules opens", async () => {
  // RFC 8032, 7.1, TEST 1.
  const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
  const publicKey = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
  const verifier = new NoteVerifier(name, publicKey);
  mkdirSync(join(folder, 'mover'), { mode: 0o700 });
  const material = Buffer.concat([Buffer.of(1), seed]).toString('base64');
  writeFileSync(file, `PRIVATE+KEY+${name}+${verifier.keyId}+${material}\n`, { mode: 0o600 });
  expect((await openMoverKey(file)).verifier.equals(verifier)).toBe(true);
});

describe('is refused, and left as it is', () => {
  test.each([
    ['nothing at all', ''],
    ['a master key', 'x'.repeat(32)],
    ['a public key', 'example.org/mover+00000000+AQ==\n'],
    ['no newline at its end', undefined, (text: string) => text.trimEnd()],
    ['a second line', undefined, (text: string) => `${text}\n`],
    ['another name under the key id', undefined, (text: string) => text.replace('mover+', 'mover2+')],
    ['another kind of key', undefined, (text: string) => text.replace(/\+A(?=[A-Za-z0-9+/]{43}\n)/, '+B')],
    ['a seed that is cut', undefined, (text: string) => text.replace(/.{4}\n/, '\n')],
  ])('a file with %s', async (_, content, change = (text: string) => text) => {
    await createMoverKey(file, { name });
    const changed = content ?? change(readFileSync(file, 'utf8'));
    writeFileSync(file, changed);
    expect(await codeOf(openMoverKey(file))).toBe('key_file_malformed');
    expect(await codeOf(createMoverKey(file, { name }))).toBe('key_file_malformed');
    expect(readFileSync(file, 'utf8')).toBe(changed);
  });

  test('a file or a directory that others may read, a link, and none', async () => {
    expect(await codeOf(openMoverKey(file))).toBe('key_missing');
    await createMoverKey(file, { name });
    symlinkSync(file, join(folder, 'mover/link.key'));
    expect(await codeOf(openMoverKey(join(folder, 'mover/link.key')))).toBe('key_file_unsafe');
    chmodSync(file, 0o640);
    expect(await codeOf(openMoverKey(file))).toBe('key_file_unsafe');
    chmodSync(file, 0o600);
    chmodSync(join(folder, 'mover'), 0o755);
    expect(await codeOf(openMoverKey(file))).toBe('key_file_unsafe');
  });

  test('another name than the key has, and one that no key can have', async () => {
    await createMoverKey(file, { name });
    expect(await codeOf(createMoverKey(file, { name: 'example.org/other' }))).toBe('invalid_argument');
    expect(await codeOf(createMoverKey(join(folder, 'none/mover.key'), { name: 'a+b' }))).toBe('invalid_argument');
  });
});
