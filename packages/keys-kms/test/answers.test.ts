import { inspect } from 'node:util';
import type { KmsFault } from '@colloquy/conformance';
import { expect, test } from 'vitest';
import { bench, expectRejected, scope } from './support/bench.ts';
import { clientOf } from './support/kms.ts';

test.each([
  [{ kind: 'another-key' }, /names another key, and was not used/],
  [{ kind: 'truncated' }, /does not hold 32 bytes, and was not used/],
  [{ kind: 'without-bytes' }, /does not hold 32 bytes, and was not used/],
] as const)('Decrypt answers with %o', async (fault, message) => {
  const { provider, material, inject, decrypts } = await bench();
  const restore = inject(fault);
  const error = await expectRejected(provider.openEpoch(scope, material), 'wrong_key');
  expect(error.message).toMatch(message);
  expect(decrypts()).toBe(1);
  restore();
  await expect(provider.openEpoch(scope, material)).resolves.toHaveProperty('kekId');
});

test.each([
  [{ kind: 'another-key' }, /names another key, and was not used/],
  [{ kind: 'without-bytes' }, /has no ciphertext of 1 to 1008 bytes/],
] as const)('GenerateDataKeyWithoutPlaintext answers with %o: nothing for the vault', async (fault, message) => {
  const { kms, provider } = await bench();
  kms.inject(() => fault);
  const error = await expectRejected(provider.createEpoch(scope), 'wrong_key');
  expect(error.message).toMatch(message);
});

test('the plaintext of an answer is zeroed, whether it was used or not', async () => {
  const { kms, open, material, inject } = await bench();
  const seen: Uint8Array[] = [];
  const client = clientOf(kms);
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { Plaintext } = result.output as { readonly Plaintext?: Uint8Array };
      if (Plaintext !== undefined) seen.push(Plaintext);
      return result;
    },
    { step: 'initialize' },
  );
  const provider = open({ client });
  const { key } = await provider.openEpoch(scope, material);
  inject({ kind: 'another-key' });
  await expectRejected(provider.openEpoch(scope, material), 'wrong_key');
  expect(seen.map((bytes) => [bytes.length, bytes.every((byte) => byte === 0)])).toEqual([
    [32, true],
    [32, true],
  ]);
  expect(key.export().every((byte) => byte === 0)).toBe(false);
});

const faults: readonly (readonly [KmsFault, string])[] = [
  [{ kind: 'malformed' }, 'key_unavailable'],
  [{ kind: 'reset-within' }, 'key_unavailable'],
  [{ kind: 'truncated' }, 'wrong_key'],
  [{ kind: 'denied' }, 'key_unavailable'],
];

test.each(faults)('no secret is in the error for %o', async (fault, code) => {
  const { provider, open, material, inject } = await bench({ grantTokens: ['secret-token'] });
  const { key } = await open().openEpoch(scope, material);
  inject(fault);
  const error = await expectRejected(provider.openEpoch(scope, material), code);
  const shown = [error, provider].map((each) => inspect(each, { depth: 20, showHidden: true })).join('\n');
  const text = shown + JSON.stringify(error);
  expect(text).toContain(code);
  const plaintext = key.export();
  for (const secret of [plaintext, material.subarray(16)]) {
    const bytes = Buffer.from(secret);
    // Parts as well: a parser quotes a piece of what it could not read.
    const base64 = bytes.toString('base64');
    for (const print of [base64, base64.slice(0, 16), bytes.toString('hex').slice(0, 16)]) {
      expect(text).not.toContain(print);
    }
  }
  expect(text).not.toContain('secret-token');
});

test('the lease runs from just before the request that was answered, on both clocks', async () => {
  const { kms, sources, provider, open, material } = await bench();
  let fail = true;
  kms.inject(({ operation }) => {
    if (operation !== 'Decrypt') return undefined;
    // The server takes its time: it counts against the lease.
    sources.pass(70);
    const fault: KmsFault | undefined = fail ? { kind: 'throttled' } : undefined;
    fail = false;
    return fault;
  });
  const start = { mono: sources.mono, wall: sources.wall };
  const { expiresAt } = await provider.openEpoch(scope, material);
  const [waited = NaN] = sources.waits;
  expect(sources.waits).toHaveLength(1);
  expect(expiresAt?.monotonic).toBeCloseTo(start.mono + 70 + waited + 300_000, 6);
  expect(expiresAt?.wallClock).toBeCloseTo(start.wall + 70 + waited + 300_000, 3);
  const before = sources.mono;
  const short = await open({ leaseSeconds: 1 }).openEpoch(scope, material);
  expect(short.expiresAt?.monotonic).toBeCloseTo(before + 1000, 6);
});

test('material that its owner changes under way changes nothing', async () => {
  const { kms, provider, material, decrypts } = await bench();
  const right = await provider.openEpoch(scope, material);
  let fail = true;
  kms.inject(() => {
    const fault: KmsFault | undefined = fail ? { kind: 'throttled' } : undefined;
    fail = false;
    return fault;
  });
  const opening = provider.openEpoch(scope, material);
  material.fill(0);
  expect((await opening).kekId).toBe(right.kekId);
  expect(decrypts()).toBe(3);
});
