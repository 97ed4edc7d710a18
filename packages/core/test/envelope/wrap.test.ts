import { describe, expect, test } from 'vitest';
import { dialogueId } from '../../src/address/index.ts';
import { concat, toHex } from '../../src/bytes/index.ts';
import type { WrapRequest } from '../../src/codec/index.ts';
import { unwrapDialogueKey, wrapDialogueKey } from '../../src/envelope/dialogueKeyWrap.ts';
import { publicKeyOfSeed, unwrapSigningKey, wrapSigningKey } from '../../src/envelope/signingKeyWrap.ts';
import { seededSources } from '../../src/testing/seededSources.ts';
import { flipped, withBytes } from '../vectors/build/damage.ts';
import { counting, material } from '../vectors/build/material.ts';
import { bitPatterns, id, keyNamed, refusal, tenant } from './support/fixture.ts';

const { randomBytes } = seededSources({ seed: 5 });
const kek = keyNamed('kek');
const key = material('a key');
const request: WrapRequest = { purpose: 'dek', version: 3, kek, epoch: 2, tenant, dialogueId: id };

const seed = material('a seed');
const signing = { tenant, version: 1, epoch: 2, kek, publicKey: publicKeyOfSeed(seed) };

function answer(name: string): unknown {
  const message = `Dialogue ${id}: ${name} does not open: it is not what was sealed for this place.`;
  return { code: 'integrity_error', message, context: { dialogueId: id, key: name }, cause: undefined };
}

describe('wraps of data keys and log roots', () => {
  test.each(['dek', 'log-root'] as const)('a %s opens to the key that was wrapped, and is 116 bytes', (purpose) => {
    const wrapped = wrapDialogueKey({ ...request, purpose }, key, randomBytes);
    expect(wrapped.byteLength).toBe(116);
    expect(toHex(wrapped.subarray(0, 8))).toBe(purpose === 'dek' ? '0101020000000002' : '0101040000000002');
    expect(unwrapDialogueKey({ ...request, purpose }, wrapped)).toEqual(key);
    expect(toHex(wrapped)).not.toContain(toHex(key));
  });

  test('a change of any bit of any byte is refused with one answer', () => {
    const wrapped = wrapDialogueKey(request, key, randomBytes);
    for (let at = 0; at < wrapped.byteLength; at++) {
      for (const bits of bitPatterns) {
        const changed = flipped(wrapped, at, bits);
        expect(
          refusal(() => unwrapDialogueKey(request, changed)),
          `byte ${at}`,
        ).toEqual(answer('key#dek#0003'));
      }
    }
  });

  test('every truncation and extension is refused', () => {
    const wrapped = wrapDialogueKey(request, key, randomBytes);
    const lengths = Array.from({ length: 116 }, (_, length) => wrapped.subarray(0, length));
    const longer = [1, 16, 32].map((more) => concat([wrapped, new Uint8Array(more)]));
    for (const bytes of [...lengths, ...longer]) {
      expect(refusal(() => unwrapDialogueKey(request, bytes))).toEqual(answer('key#dek#0003'));
    }
  });

  test.each([
    ['another dialogue', { dialogueId: dialogueId('nvidia-analysis-2') }],
    ['another tenant', { tenant: 'apex' }],
    ['tenant and dialogue cut elsewhere', { tenant: 'acmen', dialogueId: dialogueId('vidia-analysis') }],
    ['another version', { version: 4 }],
    ['another purpose', { purpose: 'log-root' }],
    ['another epoch', { epoch: 1 }],
    ['another key-encryption key', { kek: keyNamed('another kek') }],
  ] as const)('is refused for %s', (_, change) => {
    const wrapped = wrapDialogueKey(request, key, randomBytes);
    expect(refusal(() => unwrapDialogueKey({ ...request, ...change }, wrapped))).toMatchObject({
      code: 'integrity_error',
    });
  });

  test('the epoch in the bytes cannot be changed along with the one asked for', () => {
    const wrapped = withBytes(wrapDialogueKey(request, key, randomBytes), 4, [0, 0, 0, 1]);
    expect(refusal(() => unwrapDialogueKey({ ...request, epoch: 1 }, wrapped))).toEqual(answer('key#dek#0003'));
  });

  test('every wrap has its own salt and nonce, and other keys have other salts when the random bytes repeat', () => {
    const wraps = Array.from({ length: 20 }, () => wrapDialogueKey(request, key, randomBytes));
    expect(new Set(wraps.map((one) => toHex(one.subarray(8, 24)))).size).toBe(20);
    expect(new Set(wraps.map((one) => toHex(one.subarray(24, 36)))).size).toBe(20);
    const cloned = [
      wrapDialogueKey(request, key, counting),
      wrapDialogueKey(request, material('another key'), counting),
      wrapDialogueKey({ ...request, version: 4 }, key, counting),
      wrapDialogueKey({ ...request, tenant: 'apex' }, key, counting),
      wrapDialogueKey({ ...request, dialogueId: dialogueId('b') }, key, counting),
      wrapDialogueKey({ ...request, purpose: 'log-root' }, key, counting),
      wrapDialogueKey({ ...request, kek: keyNamed('another kek') }, key, counting),
    ];
    expect(new Set(cloned.map((one) => toHex(one.subarray(8, 24)))).size).toBe(cloned.length);
  });

  test.each([0, 16, 31, 33, 64])('a key of %i bytes is not wrapped', (length) => {
    const wrapping = refusal(() => wrapDialogueKey(request, new Uint8Array(length), randomBytes));
    expect(wrapping).toMatchObject({ code: 'invalid_argument' });
  });

  test.each([{ version: 0 }, { version: 2 ** 31 }, { epoch: 0 }, { epoch: 2 ** 31 }, { epoch: 1.5 }])(
    '%o is refused',
    (change) => {
      const wrapping = refusal(() => wrapDialogueKey({ ...request, ...change }, key, randomBytes));
      expect(wrapping).toMatchObject({ code: 'invalid_argument' });
    },
  );

  test('wrapping leaves the key as it was', () => {
    const own = new Uint8Array(key);
    wrapDialogueKey(request, own, randomBytes);
    expect(own).toEqual(key);
  });
});

describe('wraps of signing keys', () => {
  test('open to the seed, and nothing else does', () => {
    const wrapped = wrapSigningKey(signing, seed, randomBytes);
    expect(toHex(wrapped.subarray(0, 8))).toBe('0101050000000002');
    expect(unwrapSigningKey(signing, wrapped)).toEqual(seed);
    const expected = {
      code: 'integrity_error',
      message: 'Signing key 1 of tenant acme does not open: it is not what was sealed for this place.',
      context: { tenant, version: 1 },
      cause: undefined,
    };
    for (let at = 0; at < wrapped.byteLength; at++) {
      for (const bits of bitPatterns) {
        expect(
          refusal(() => unwrapSigningKey(signing, flipped(wrapped, at, bits))),
          `byte ${at}`,
        ).toEqual(expected);
      }
      expect(refusal(() => unwrapSigningKey(signing, wrapped.subarray(0, at)))).toEqual(expected);
    }
    expect(refusal(() => unwrapSigningKey(signing, concat([wrapped, Uint8Array.of(0)])))).toEqual(expected);
  });

  test.each([
    ['another tenant', { tenant: 'apex' }],
    ['another version', { version: 2 }],
    ['another epoch', { epoch: 1 }],
    ['another public key', { publicKey: publicKeyOfSeed(material('another seed')) }],
    ['another key-encryption key', { kek: keyNamed('another kek') }],
  ])('are refused for %s', (_, change) => {
    const wrapped = wrapSigningKey(signing, seed, randomBytes);
    expect(refusal(() => unwrapSigningKey({ ...signing, ...change }, wrapped))).toMatchObject({
      code: 'integrity_error',
    });
  });

  test('a seed is wrapped only beside its own public key', () => {
    const publicKey = publicKeyOfSeed(material('another seed'));
    for (const [place, bytes] of [
      [{ ...signing, publicKey }, seed],
      [signing, seed.subarray(1)],
      [{ ...signing, version: 0 }, seed],
    ] as const) {
      expect(refusal(() => wrapSigningKey(place, bytes, randomBytes))).toMatchObject({ code: 'invalid_argument' });
    }
  });
});
