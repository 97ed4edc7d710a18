import { displayId, itemTypes, limits, localId, type ItemType, type TokenFormat } from '@colloquy/core';
import fc from 'fast-check';

const lower = 'abcdefghijklmnopqrstuvwxyz0123456789';

function charsOf(alphabet: string): fc.Arbitrary<string> {
  return fc.constantFrom(...alphabet);
}

function wordOf(first: string, rest: string): fc.Arbitrary<string> {
  const tail = fc.oneof(
    { weight: 6, arbitrary: fc.string({ unit: charsOf(rest), maxLength: 12 }) },
    // The longest, and one less.
    ...[limits.tokenLength - 1, limits.tokenLength - 2].map((length) => ({
      weight: 1,
      arbitrary: fc.string({ unit: charsOf(rest), minLength: length, maxLength: length }),
    })),
  );
  return fc.tuple(charsOf(first), tail).map((parts) => parts.join(''));
}

/** Slugs: ordinary ones, the longest, and those that mean something else to JavaScript, SQL or a number parser. */
export const arbitrarySlug: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: wordOf(lower, `${lower}-`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('muffin', 'croissant', 'a', '0', '00', '1e3', '007', 'a-', 'a--b', 'a-2'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('constructor', 'valueof', 'null', 'undefined', 'nan', 'true', 'select', 'meta'),
  },
);

const actorChars = `${lower}ABCDEFGHIJKLMNOPQRSTUVWXYZ._~-`;

/** Actor tokens, `__proto__` among them. */
export const arbitraryActor: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: arbitrarySlug },
  { weight: 2, arbitrary: wordOf(actorChars, actorChars) },
  { weight: 1, arbitrary: fc.constantFrom('judge', '__proto__', 'hasOwnProperty', '.', '..', '~', '-', '_') },
);

/** A round: the first, the last, any. */
export const arbitraryRound: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, 1, 9, 10, limits.maxRound),
  fc.integer({ min: 0, max: limits.maxRound }),
);

/** A sequence number: the first, the last, any. */
export const arbitrarySeq: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(1, 9, 10, limits.maxSequence),
  fc.integer({ min: 1, max: limits.maxSequence }),
);

/** Display ids, of one type or of any. */
export function arbitraryDisplayId(type?: ItemType): fc.Arbitrary<string> {
  const types = type === undefined ? fc.constantFrom(...itemTypes) : fc.constant(type);
  return fc.tuple(types, arbitraryRound, arbitrarySeq).map((parts) => displayId(...parts));
}

/** Local ids as experts write them. */
export const arbitraryLocalId: fc.Arbitrary<string> = fc
  .tuple(arbitrarySlug, fc.constantFrom(...itemTypes), arbitraryRound, arbitrarySeq)
  .map((parts) => localId(...parts));

/** A valid token of a format. */
export function arbitraryToken(format: TokenFormat): fc.Arbitrary<string> {
  switch (format) {
    case 'slug':
      return arbitrarySlug;
    case 'actor':
      return arbitraryActor;
    case 'displayId':
      return arbitraryDisplayId();
    case 'tensionId':
      return arbitraryDisplayId('tension');
    case 'localId':
      return arbitraryLocalId;
    case 'itemId':
      return fc.oneof(arbitraryDisplayId(), arbitraryLocalId);
    case 'target':
      return fc.oneof(arbitraryDisplayId(), arbitrarySlug);
    case 'batchTarget':
      return fc.oneof(arbitraryDisplayId(), arbitraryLocalId, arbitrarySlug);
  }
}
