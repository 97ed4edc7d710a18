import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RecordKey } from '../../../src/address/RecordKey.ts';
import { compareAscii, sha256Hex } from '../../../src/bytes/index.ts';
import type { ChangeRow } from '../../../src/log/index.ts';
import { KeyWindow, type LastChange } from '../../../src/move/arrival/KeyWindow.ts';
import { windowsOf } from '../../../src/move/arrival/windowsOf.ts';
import { seeded } from '../../domain/seeded.ts';

const row = (key: string, n: number): ChangeRow => {
  return { key: key as RecordKey, digest: sha256Hex(`${key} ${n}`), attributesDigest: sha256Hex(`${n}`) };
};

/** Entries as lists of keys. */
const logs = fc.array(
  fc.uniqueArray(
    fc.integer({ min: 0, max: 30 }).map((at) => `item#${String(at).padStart(2, '0')}`),
    { maxLength: 8 },
  ),
  { maxLength: 20 },
);

const passes = (log: readonly (readonly string[])[]) => {
  let count = 0;
  return {
    get count() {
      return count;
    },
    async *entries() {
      count += 1;
      for (const [at, keys] of log.entries()) {
        const n = at + 1;
        const none = new Uint8Array(0);
        const entry = { n, commitId: '', header: none, body: none, auth: none };
        yield { entry, rows: keys.map((key) => row(key, n)) };
      }
    },
  };
};

test('windows of any size give each key once, in order, with its last change, in as many passes as they are', async () => {
  await fc.assert(
    fc.asyncProperty(logs, fc.integer({ min: 1, max: 40 }), async (log, size) => {
      const last = new Map<string, LastChange>();
      for (const [at, keys] of log.entries()) {
        for (const key of keys) {
          const { digest, attributesDigest } = row(key, at + 1);
          last.set(key, { n: at + 1, digest, attributesDigest });
        }
      }
      const seen: (readonly [string, LastChange])[] = [];
      const source = passes(log);
      for await (const window of windowsOf(source, size)) {
        expect(window.size).toBeLessThanOrEqual(size);
        seen.push(...window);
      }
      expect(seen).toEqual([...last].toSorted(([a], [b]) => compareAscii(a, b)));
      expect(source.count).toBe(Math.max(1, Math.ceil(last.size / size)));
    }),
    seeded(300),
  );
});

test('a window never holds more than its size, in whatever order keys come', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { maxLength: 200 }), fc.integer({ min: 1, max: 9 }), (numbers, size) => {
      const window = new KeyWindow(undefined, size);
      for (const [at, number] of numbers.entries()) {
        window.add(at, row(`item#${number}`, at));
        expect(window.size).toBeLessThanOrEqual(size);
        expect([...window]).toHaveLength(window.size);
      }
    }),
    seeded(100),
  );
});

test('a window that is exactly full reaches to the end', () => {
  const window = new KeyWindow(undefined, 2);
  for (const key of ['b#1', 'a#1', 'b#1']) window.add(1, row(key, 1));
  expect(window.next).toBeUndefined();
  window.add(2, row('c#1', 2));
  expect([...window].map(([key]) => key)).toEqual(['a#1', 'b#1']);
  expect(window.next).toBe('b#1');
});

test('what is done beside the first pass is done once, and its end comes before the first window', async () => {
  const events: string[] = [];
  const log = passes([['a#1', 'b#1'], ['c#1']]);
  const windows = windowsOf(log, 1, {
    beside: async ({ n }) => void events.push(`entry ${n}`),
    after: async () => void events.push('end'),
  });
  for await (const window of windows) events.push(...[...window].map(([key]) => key));
  expect(events).toEqual(['entry 1', 'entry 2', 'end', 'a#1', 'b#1', 'c#1']);
});
