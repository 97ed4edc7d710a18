import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256OfText } from '../../src/bytes/hash.ts';
import { fromHex } from '../../src/bytes/hex.ts';
import { stateElement } from '../../src/log/StateSum.ts';
import { stateElements } from '../../src/log/stateElements.ts';
import { seeded } from '../domain/seeded.ts';

const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
const digest = bytes32.map((bytes) => Buffer.from(bytes).toString('hex'));
const record = fc.record({ address: fc.string({ unit: 'grapheme-ascii', maxLength: 80 }), digest });

describe('stateElements', () => {
  test('gives the element of each record, whatever came before it', () => {
    fc.assert(
      fc.property(bytes32, fc.array(record, { minLength: 1, maxLength: 5 }), (stateKey, records) => {
        const elements = stateElements(stateKey);
        const all = records.map((each) => elements(each.address, each.digest));
        records.forEach((each, at) => {
          const bytes = fromHex(each.digest) ?? new Uint8Array(0);
          expect(all[at]).toStrictEqual(stateElement(stateKey, sha256OfText(each.address), bytes));
        });
      }),
      seeded(200),
    );
  });

  test('is SHA-256 over key, mark, address hash and digest', () => {
    const stateKey = new Uint8Array(32).fill(7);
    const sha = (...parts: readonly (Uint8Array | string)[]): Buffer => {
      const hash = createHash('sha256');
      for (const part of parts) hash.update(part);
      return hash.digest();
    };
    const address = 'dialogue:a/entity:tension/01#01';
    const expected = sha(stateKey, Uint8Array.of(1), sha(address), sha('x'));
    expect(Buffer.from(stateElements(stateKey)(address, sha('x').toString('hex')))).toStrictEqual(expected);
  });

  test.each(['', 'ab', 'zz'.repeat(32), 'ab'.repeat(31)])('refuses %j, which is no digest', (text) => {
    const elements = stateElements(new Uint8Array(32));
    expect(() => elements('dialogue:a/entity:tension/01#01', text)).toThrow(RangeError);
  });
});
