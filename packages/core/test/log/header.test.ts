import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeHeader, parseHeader, type EntryHeader } from '../../src/log/header.ts';
import { seeded } from '../domain/seeded.ts';

const bytes = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length });
const version = fc.integer({ min: 1, max: 2 ** 31 - 1 });

const header: fc.Arbitrary<EntryHeader> = fc
  .record({
    n: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    kind: fc.stringMatching(/^[a-z][a-z.-]{0,31}$/),
    commitId: bytes(16),
    prevHash: bytes(32),
    time: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
    actor: fc.stringMatching(/^[A-Za-z0-9._~-]{1,64}$/),
    changes: bytes(32),
    stateTag: bytes(32),
    rootVersion: version,
    dek: version,
    epoch: version,
    other: fc.option(fc.record({ commitId: bytes(16), prevHash: bytes(32) }), { nil: undefined }),
    logId: bytes(16),
    back: fc.nat(),
    apart: fc.integer({ min: 0, max: 63 }),
    isErased: fc.boolean(),
  })
  .map(({ other, logId, back, apart, isErased, ...rest }) => {
    const away = other !== undefined && rest.n > 1;
    return {
      ...rest,
      dekMin: Math.max(1, rest.dek - apart),
      tagOf: away ? 1 + (back % (rest.n - 1)) : rest.n,
      ...(away ? { tag: other } : {}),
      ...(rest.n === 1 ? { logId } : {}),
      ...(isErased && rest.n > 1 ? { erased: 2 + (back % (rest.n - 1)) } : {}),
    };
  });

const valid: EntryHeader = {
  n: 2,
  kind: 'register-item',
  commitId: new Uint8Array(16).fill(1),
  prevHash: new Uint8Array(32).fill(2),
  time: 1_700_000_000_000,
  actor: 'unnamed',
  changes: new Uint8Array(32).fill(3),
  stateTag: new Uint8Array(32).fill(4),
  tagOf: 2,
  rootVersion: 1,
  dek: 2,
  dekMin: 1,
  epoch: 1,
};

function bytesOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
}

/** The header as a plain object in canonical key order, with changes. */
function mutated(changes: Record<string, unknown>): Uint8Array {
  const fields = { ...(JSON.parse(Buffer.from(encodeHeader(valid)).toString()) as object), ...changes };
  const sorted = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return bytesOf(Object.fromEntries(sorted));
}

describe('entry header', () => {
  test('reads back what it writes, in under 1 KiB', () => {
    fc.assert(
      fc.property(header, (value) => {
        const encoded = encodeHeader(value);
        expect(encoded.byteLength).toBeLessThanOrEqual(1024);
        expect(parseHeader(encoded)).toEqual(value);
      }),
      seeded(300),
    );
  });

  test('the unchanged example parses, so that every refusal below is for its own reason', () => {
    expect(parseHeader(mutated({}))).toEqual(valid);
  });

  test.each<[string, Uint8Array]>([
    ['no JSON', bytesOf('{')],
    ['an array', bytesOf('[]')],
    ['null', bytesOf('null')],
    ['a space', bytesOf(Buffer.from(encodeHeader(valid)).toString().replace(':', ': '))],
    ['another key order', bytesOf({ v: 1, ...(JSON.parse(Buffer.from(encodeHeader(valid)).toString()) as object) })],
    ['an unknown field', mutated({ z: 1 })],
    ['another version', mutated({ v: 2 })],
    ['n of 0', mutated({ n: 0, tagOf: 0 })],
    ['n as text', mutated({ n: '2' })],
    ['n that is no safe integer', mutated({ n: 2 ** 53 })],
    ['a fraction', mutated({ time: 1.5 })],
    ['uppercase hexadecimal', mutated({ commitId: 'AB'.repeat(16) })],
    ['a short commit id', mutated({ commitId: 'ab'.repeat(15) })],
    ['a short hash', mutated({ prevHash: 'ab'.repeat(31) })],
    ['a kind with a digit', mutated({ kind: 'kind2' })],
    ['an actor with a space', mutated({ actor: 'a b' })],
    ['an actor that is too long', mutated({ actor: 'a'.repeat(65) })],
    ['a tag of the future', mutated({ tagOf: 3, tag: { commitId: '00'.repeat(16), prevHash: '00'.repeat(32) } })],
    ['a tag elsewhere without its mask', mutated({ tagOf: 1 })],
    ['a mask where none is needed', mutated({ tag: { commitId: '00'.repeat(16), prevHash: '00'.repeat(32) } })],
    ['a log id after entry 1', mutated({ logId: '00'.repeat(16) })],
    ['entry 1 without a log id', mutated({ n: 1, tagOf: 1 })],
    ['a minimum above the current version', mutated({ dekMin: 3 })],
    ['65 versions of the data key in use', mutated({ dek: 65 })],
    ['an erasure of the future', mutated({ erased: 3 })],
    ['an erasure by entry 1', mutated({ erased: 1 })],
    ['an epoch beyond 2^31 - 1', mutated({ epoch: 2 ** 31 })],
    ['a missing field', mutated({ actor: undefined })],
  ])('refuses %s', (_what, encoded) => {
    expect(parseHeader(encoded)).toBeUndefined();
  });

  test('refuses every single-byte change that keeps its length, or reads it as another header', () => {
    const encoded = encodeHeader(valid);
    const same = Array.from(encoded.keys()).filter((at) => {
      const changed = new Uint8Array(encoded);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const parsed = parseHeader(changed);
      return parsed !== undefined && Buffer.compare(encodeHeader(parsed), encoded) === 0;
    });
    expect(same).toEqual([]);
  });
});
