import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDialogueId } from '../../../src/address/DialogueId.ts';
import { opaqueId } from '../../../src/domain/ids/opaqueId.ts';
import { candidateIds, isSlug, slugify } from '../../../src/domain/ids/slug.ts';
import { isColloquyError } from '../../../src/errors/index.ts';
import { seeded } from '../seeded.ts';

describe('slugify', () => {
  test.each([
    ['NVIDIA Analysis', 'nvidia-analysis'],
    ['  Début: “naïve” & résumé!  ', 'debut-naive-resume'],
    ['Ⅻ ﬁne ①', 'xii-fine-1'],
    ['İstanbul', 'istanbul'],
    ['a__b--c', 'a-b-c'],
    ['--', 'dialogue'],
    ['', 'dialogue'],
    ['対話', 'dialogue'],
    ['😀', 'dialogue'],
    ['対話 2', '2'],
    ['__proto__', 'proto'],
  ])('%s is %s', (title, slug) => {
    expect(slugify(title)).toBe(slug);
  });

  test('is cut so that a suffix fits, never at a hyphen', () => {
    expect(slugify('a'.repeat(500))).toHaveLength(125);
    expect(slugify(`${'a'.repeat(124)} b`)).toBe('a'.repeat(124));
  });

  test('a title of megabytes costs little', () => {
    expect(slugify('\uFDFA'.repeat(1_000_000))).toBe('dialogue');
    // Only as much is looked at as a title may have.
    expect(slugify(`${'対'.repeat(2047)}xy`)).toBe('x');
  });
});

test('every candidate of every title is a dialogue id, and they are 99 different ones', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
      const candidates = [...candidateIds(title)];
      expect(candidates.every(isDialogueId)).toBe(true);
      expect(new Set(candidates).size).toBe(99);
      expect(candidates[0]).toBe(slugify(title));
      expect(candidates[1]).toBe(`${slugify(title)}-2`);
      expect(candidates[98]).toBe(`${slugify(title)}-99`);
      expect(slugify(slugify(title))).toBe(slugify(title));
      expect(slugify(title)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }),
    seeded(300),
  );
});

test('isSlug', () => {
  for (const slug of ['a', '0', 'a-', 'a--b', 'a'.repeat(64)]) expect(isSlug(slug)).toBe(true);
  for (const slug of ['', '-a', 'A', 'a_b', 'a\n', 'é', 'a'.repeat(65), 5, null, ['a']])
    expect(isSlug(slug)).toBe(false);
});

test('an opaque id is 32 hexadecimal digits of 16 bytes, and a dialogue id', () => {
  const id = opaqueId(Uint8Array.from({ length: 16 }, (_, index) => 255 - index));
  expect(id).toBe('fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0');
  expect(isDialogueId(id)).toBe(true);
  for (const length of [0, 15, 17]) {
    let thrown: unknown;
    try {
      opaqueId(new Uint8Array(length));
    } catch (error) {
      thrown = error;
    }
    expect(isColloquyError(thrown, 'invalid_argument')).toBe(true);
  }
});
