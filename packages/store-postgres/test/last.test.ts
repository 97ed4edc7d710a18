import { compareAscii, isRecordKey, type RecordKey } from '@colloquy/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { change, commit, id } from './support/commits.ts';
import { fixture } from './support/database.ts';

const seed = Number(process.env['COLLOQUY_SEED'] ?? 20_260_131);
const alphabet = '#-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~';

test('each character of the alphabet, as the end of a prefix and right after it', async () => {
  const store = (await fixture()).store;
  const segments = alphabet.split('').filter((character) => character !== '#');
  const keys = segments.flatMap((a) => ['', ...segments].map((b) => `a#${a}${b}` as RecordKey)).toSorted(compareAscii);
  let n = 0;
  for (let from = 0; from < keys.length; from += 1000) {
    const changes = keys.slice(from, from + 1000).map((key) => change(key));
    expect((await store.commit(id, commit((n += 1), { changes }))).outcome).toBe('committed');
  }
  for (const character of segments) {
    // '~' is the greatest character, so the greatest key with the prefix ends in it.
    expect((await store.last(id, `a#${character}`))?.key).toBe(`a#${character}~`);
    expect((await store.last(id, `a#${character}${character}`))?.key).toBe(`a#${character}${character}`);
    expect(await store.last(id, `a#${character}${character}#`)).toBeUndefined();
  }
  expect((await store.load(id)).records.map((record) => record.key)).toEqual(keys);
});

test('property: the greatest key that starts with the prefix, or none', async () => {
  const text = (minLength: number) =>
    fc.string({ unit: fc.constantFrom('#', '-', '0', 'A', '_', 'a', '~'), minLength, maxLength: 3 });
  const keys = fc.uniqueArray(
    fc
      .tuple(fc.constantFrom('a', 'ab', 'b'), text(1))
      .map(([type, rest]) => `${type}#${rest}`)
      .filter(isRecordKey),
    {
      maxLength: 20,
    },
  );
  const prefix = fc.oneof(
    fc.constant(''),
    fc.tuple(fc.constantFrom('a', 'ab', 'b', 'c'), fc.constantFrom('', '#'), text(0)).map((parts) => parts.join('')),
  );
  const store = (await fixture()).store;
  let dialogues = 0;
  await fc.assert(
    fc.asyncProperty(keys, fc.array(prefix, { minLength: 1, maxLength: 10 }), async (names, prefixes) => {
      const dialogue = `${id}-${(dialogues += 1)}` as typeof id;
      const sorted = names.toSorted(compareAscii);
      await store.commit(dialogue, commit(1, { changes: sorted.map((name) => change(name)) }));
      for (const each of prefixes) {
        const expected = sorted.findLast((name) => name.startsWith(each));
        expect((await store.last(dialogue, each))?.key).toBe(expected);
      }
    }),
    { seed, numRuns: 200 },
  );
});
