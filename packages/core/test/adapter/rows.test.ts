import { describe, expect, test } from 'vitest';
import { commitRows, toDigest } from '../../src/adapter/index.ts';
import { dialogueId, type RecordKey } from '../../src/address/index.ts';
import { canonicalJson } from '../../src/bytes/index.ts';
import type { Attributes, Change, Commit } from '../../src/traits/index.ts';

const key = 'claim#00#01' as RecordKey;

function commitOf(...changes: readonly Partial<Change>[]): Commit {
  const digest = 'a'.repeat(64);
  const whole = changes.map((change): Change => {
    return { key, prior: null, digest, attributes: {}, envelope: new Uint8Array(0), ...change };
  });
  const bytes = new Uint8Array(1);
  return { n: 1, commitId: 'b'.repeat(32), header: bytes, body: bytes, auth: bytes, changes: whole, checks: [] };
}

describe('commitRows', () => {
  test.each<Attributes>([
    {},
    { createdAt: '2026', round: 1, status: 'open' },
    { status: 'open', round: 1, createdAt: '2026' },
    { a: true, B: false, b: -1, aa: 0 },
    // Names that an engine puts first, in the order of numbers: 9 before 10, where their characters say 10 before 9.
    { '10': 'x', '9': 'y', a: 'z' },
    { a: '"\\/' },
  ])('writes attributes as canonical JSON: %j', (attributes) => {
    expect(commitRows(commitOf({ attributes })).records[0]?.attributes).toBe(canonicalJson(attributes));
  });

  test('copies each envelope: neither the caller nor a neighbour can change it', () => {
    const given = [3, 0, 2].map((length, at) => new Uint8Array(length).fill(at + 1));
    const { records } = commitRows(commitOf(...given.map((envelope) => ({ envelope }))));
    for (const envelope of given) envelope.fill(9);
    records[0]?.envelope.fill(8);
    expect(records.map(({ envelope }) => [...envelope])).toStrictEqual([[8, 8, 8], [], [3, 3]]);
  });
});

describe('toDigest', () => {
  const id = dialogueId('d');
  const whole = '0123456789abcdef'.repeat(4);

  test('takes 64 hexadecimal digits', () => {
    expect(toDigest(id, key, whole)).toBe(whole);
  });

  test.each([whole.slice(1), `${whole}0`, '', whole.toUpperCase()])('refuses %j', (digest) => {
    expect(() => toDigest(id, key, digest)).toThrow(expect.objectContaining({ code: 'integrity_error' }));
  });

  // The neighbours of the digits, of the letters, and a character that is a digit in its lower eight bits.
  test.each(['/', ':', '`', 'g', 'A', '\n', '\u0130'])('refuses %j in any place', (wrong) => {
    for (let at = 0; at < whole.length; at++) {
      const digest = whole.slice(0, at) + wrong + whole.slice(at + 1);
      expect(() => toDigest(id, key, digest)).toThrow(expect.objectContaining({ code: 'integrity_error' }));
    }
  });
});
