import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FileStoreHeader } from '../../../src/keys/local/FileStoreHeader.ts';
import { createLocalKeys, openLocalKeys } from '../../../src/keys/local/localKeys.ts';
import { MemoryStoreHeader } from '../../../src/keys/MemoryStoreHeader.ts';
import { decodeStoreHeader, encodeStoreHeader, type StoreHeader } from '../../../src/keys/storeHeader.ts';
import type { StoreHeaderPort } from '../../../src/traits/StoreHeaderPort.ts';
import { temporaryFolder } from './support/folders.ts';
import { headerFile, storeIn } from './support/store.ts';

const kekId = 'ab'.repeat(16);
const header: StoreHeader = {
  storeId: '01'.repeat(16),
  tenant: 'acme',
  umkId: 'cd'.repeat(16),
  epochs: [
    [1, kekId],
    [10, kekId],
  ],
};
const text =
  `{"epochs":[[1,"${kekId}"],[10,"${kekId}"]],"storeId":"${'01'.repeat(16)}","tenant":"acme",` +
  `"umkId":"${'cd'.repeat(16)}","v":1}`;

function bytesOf(json: string): Uint8Array {
  return new Uint8Array(Buffer.from(json));
}

describe('the bytes of a store header', () => {
  test('one form, there and back', () => {
    expect(Buffer.from(encodeStoreHeader(header)).toString()).toBe(text);
    expect(decodeStoreHeader(bytesOf(text))).toEqual(header);
    const { umkId: _, ...without } = header;
    expect(decodeStoreHeader(encodeStoreHeader(without))).toEqual(without);
  });

  test('every single flipped bit is integrity_error, or another value of a field', () => {
    const bytes = bytesOf(text);
    for (let at = 0; at < bytes.length * 8; at++) {
      const flipped = bytes.slice();
      flipped[at >> 3] = (flipped[at >> 3] ?? 0) ^ (1 << (at & 7));
      try {
        expect(encodeStoreHeader(decodeStoreHeader(flipped))).toEqual(flipped);
      } catch (error) {
        const code = (error as { code?: string }).code;
        expect(['integrity_error', 'schema_too_new'], String(error)).toContain(code);
      }
    }
  });

  test.each([
    '',
    'null',
    '[]',
    '{}',
    ` ${text}`,
    `${text}\n`,
    `\uFEFF${text}`,
    text.replace('"v":1', '"v":0'),
    text.replace('"v":1', '"v":"1"'),
    text.replace('"v":1', '"v":1,"w":1'),
    text.replace('{"epochs"', '{"__proto__":{},"epochs"'),
    text.replace('[1,', '[10,'),
    text.replace('[1,', '[0,'),
    text.replace('[1,', '["1",'),
    text.replace('[1,', '[1.5,'),
    text.replace('[10,', '[2147483648,'),
    text.replace('"acme"', '"ac me"'),
    text.replace('"acme"', '7'),
    text.replace('abab', 'ABAB'),
    text.replace(/"epochs":.*?\]\]/, '"epochs":[]'),
    text.slice(0, -1),
    text.padEnd(65 * 1024),
    '['.repeat(60_000),
  ])('%#: not the one form of a header', (json) => {
    expect(() => decodeStoreHeader(bytesOf(json))).toThrow(expect.objectContaining({ code: 'integrity_error' }));
  });

  test('a later version is schema_too_new', () => {
    const later = bytesOf(text.replace('"v":1', '"v":2'));
    expect(() => decodeStoreHeader(later)).toThrow(expect.objectContaining({ code: 'schema_too_new' }));
  });

  test('what is no header cannot be encoded', () => {
    for (const wrong of [{ epochs: [] }, { tenant: '' }, { storeId: 'x' }, { umkId: '' }]) {
      expect(() => encodeStoreHeader({ ...header, ...wrong })).toThrow(
        expect.objectContaining({ code: 'invalid_argument' }),
      );
    }
  });

  test('a damaged header keeps the store closed', async () => {
    const folder = await temporaryFolder();
    await createLocalKeys(storeIn(folder));
    await chmod(join(folder, headerFile), 0o600);
    await writeFile(join(folder, headerFile), text.slice(1));
    for (const open of [openLocalKeys, createLocalKeys]) {
      await expect(open(storeIn(folder))).rejects.toMatchObject({ code: 'integrity_error' });
    }
  });
});

const ports: readonly (readonly [string, () => Promise<readonly StoreHeaderPort[]>])[] = [
  [
    'memory',
    async () => {
      const port = new MemoryStoreHeader();
      return [port, port];
    },
  ],
  [
    'file',
    async () => {
      const directory = join(await temporaryFolder(), 'header');
      const open = (): StoreHeaderPort => new FileStoreHeader({ directory, holdsData: async () => false });
      return [open(), open()];
    },
  ],
];

describe.each(ports)('the port in %s', (_name, open) => {
  const [one, two, three] = [Uint8Array.of(1, 1), Uint8Array.of(2), Uint8Array.of(3)];

  test('absent, put once, replaced only by who knows what is there', async () => {
    const [port, other] = (await open()) as [StoreHeaderPort, StoreHeaderPort];
    expect(await port.read()).toBeUndefined();
    expect(await port.replace(new Uint8Array(0), one)).toBe(false);
    expect(await port.read()).toBeUndefined();
    expect(await port.putIfAbsent(one)).toEqual(one);
    expect(await other.putIfAbsent(two)).toEqual(one);
    expect(await other.replace(two, three)).toBe(false);
    expect(await other.replace(one, two)).toBe(true);
    expect(await port.replace(one, three)).toBe(false);
    expect(await port.read()).toEqual(two);
    for (let at = 0; at < 10; at++) expect(await port.replace(at % 2 ? three : two, at % 2 ? two : three)).toBe(true);
    expect(await other.read()).toEqual(two);
  });

  test('of several callers at once one wins', async () => {
    const both = await open();
    const candidates = Array.from({ length: 8 }, (_unused, at) => Uint8Array.of(at));
    const at = (index: number): StoreHeaderPort => both[index % 2] as StoreHeaderPort;
    const stored = await Promise.all(candidates.map((bytes, index) => at(index).putIfAbsent(bytes)));
    const winner = (await at(0).read()) ?? new Uint8Array(0);
    for (const each of stored) expect(each).toEqual(winner);
    const next = Array.from({ length: 8 }, (_unused, index) => Uint8Array.of(100 + index));
    const replaced = await Promise.all(next.map((bytes, index) => at(index).replace(winner, bytes)));
    expect(replaced.filter(Boolean)).toHaveLength(1);
    expect(await at(1).read()).toEqual(next[replaced.indexOf(true)]);
  });

  test('bytes are copied in and out', async () => {
    const [port] = (await open()) as [StoreHeaderPort];
    const given = one.slice();
    const putting = port.putIfAbsent(given);
    given.fill(9);
    (await putting).fill(9);
    (await port.read())?.fill(9);
    expect(await port.read()).toEqual(one);
  });

  test('an aborted signal has no effect', async () => {
    const [port] = (await open()) as [StoreHeaderPort];
    const call = { signal: AbortSignal.abort('stop') };
    const calls = [
      () => port.read(call),
      () => port.putIfAbsent(one, call),
      () => port.replace(one, two, call),
      () => port.holdsData(call),
    ];
    for (const calling of calls) {
      await expect(calling()).rejects.toBe('stop');
    }
    expect(await port.read()).toBeUndefined();
  });
});
