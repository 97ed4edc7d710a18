import { CreateGrantCommand } from '@aws-sdk/client-kms';
import { sha256, utf8Bytes } from '@colloquy/core';
import { describe, expect, test } from 'vitest';
import { fullJitter } from '../src/fullJitter.ts';
import { RetryBudget } from '../src/RetryBudget.ts';
import { bench, expectRejected, scope, settingsOf } from './support/bench.ts';
import { clientOf } from './support/kms.ts';

const seed = process.env['COLLOQUY_SEED'] ?? '1';

/** A coin that falls the same way for the same number. */
const isHeads = (number: number): boolean => ((sha256(utf8Bytes(`${seed}/${number}`))[0] ?? 0) & 1) === 1;

describe('waits', () => {
  test('are spread from 0 to a bound that doubles up to a second', () => {
    const drawn = (...bytes: number[]): { randomBytes: () => Uint8Array } => ({
      randomBytes: () => Uint8Array.from(bytes),
    });
    for (const [attempt, bound] of [
      [1, 50],
      [2, 100],
      [5, 800],
      [6, 1000],
      [24, 1000],
    ] as const) {
      expect(fullJitter(attempt, drawn(0, 0, 0, 0))).toBe(0);
      expect(fullJitter(attempt, drawn(0x80, 0, 0, 0))).toBe(bound / 2);
      expect(fullJitter(attempt, drawn(0xff, 0xff, 0xff, 0xff))).toBeLessThan(bound);
    }
  });

  test('end a call before its time is over', async () => {
    const { provider, sources, material, inject, decrypts } = await bench({ callTimeoutMs: 500 });
    inject({ kind: 'throttled' });
    await expectRejected(provider.openEpoch(scope, material), 'key_unavailable');
    const waited = sources.waits.reduce((sum, wait) => sum + wait, 0);
    expect(waited).toBeLessThan(500);
    expect(decrypts()).toBe(sources.waits.length + 1);
    expect(decrypts()).toBeLessThan(24);
  });

  test('end a call at 24 requests, whatever time is left', async () => {
    const { provider, material, inject, decrypts } = await bench({ callTimeoutMs: 60_000 });
    inject({ kind: 'throttled' });
    await expectRejected(provider.openEpoch(scope, material), 'key_unavailable');
    expect(decrypts()).toBe(24);
  });
});

describe('the budget', () => {
  test('gives one back per success, up to where it began', () => {
    const budget = new RetryBudget(2);
    budget.giveBack();
    expect([budget.take(), budget.take(), budget.take()]).toEqual([true, true, false]);
    budget.giveBack();
    expect([budget.take(), budget.take()]).toEqual([true, false]);
  });

  test(
    `1 000 calls of which every other request is throttled (seed ${seed}): none is lost, within the budget`,
    { timeout: 60_000 },
    async () => {
      const { kms, provider, material } = await bench();
      const throttled = kms.inject(({ number }) => (isHeads(number) ? { kind: 'throttled' } : undefined));
      const before = kms.count();
      const workers = Array.from({ length: 8 }, async () => {
        for (let i = 0; i < 125; i++) await provider.openEpoch(scope, material);
      });
      await Promise.all(workers);
      const requests = kms.count() - before;
      expect(throttled.hits()).toBeGreaterThan(800);
      expect(requests).toBe(1000 + throttled.hits());
      // Retries <= capacity + successes.
      expect(throttled.hits()).toBeLessThanOrEqual(200 + 1000);
    },
  );

  test('an outage is met with 200 retries in all, then one request per call; what succeeds earns retries again', async () => {
    const { provider, material, inject, decrypts } = await bench();
    const restore = inject({ kind: 'throttled' });
    for (let i = 0; i < 300; i++) await expectRejected(provider.openEpoch(scope, material), 'key_unavailable');
    expect(decrypts()).toBe(300 + 200);
    restore();
    for (let i = 0; i < 5; i++) await provider.openEpoch(scope, material);
    inject({ kind: 'throttled' });
    const before = decrypts();
    await expectRejected(provider.openEpoch(scope, material), 'key_unavailable');
    expect(decrypts() - before).toBe(1 + 5);
  });
});

describe('one layer', () => {
  test('a client that retries by itself is left to it', async () => {
    const { kms, open, sources, material, inject, decrypts } = await bench();
    const provider = open({ client: clientOf(kms, { maxAttempts: 3 }) });
    inject({ kind: 'throttled' });
    const { context } = await expectRejected(provider.openEpoch(scope, material), 'key_unavailable');
    expect(decrypts()).toBe(3);
    expect(sources.waits).toEqual([]);
    expect(context).toMatchObject({ attempts: 3, refused: false });
  });

  test('a client that tries once is retried here', async () => {
    const { kms, open, sources, material, inject, decrypts } = await bench();
    const provider = open({ client: clientOf(kms, { maxAttempts: 1 }), maxAttempts: 5 });
    inject({ kind: 'throttled' });
    await expectRejected(provider.openEpoch(scope, material), 'key_unavailable');
    expect([decrypts(), sources.waits.length]).toEqual([5, 4]);
  });

  test('settings of ours cannot be overridden through those of the client', async () => {
    const { kms, open, material, inject, decrypts } = await bench();
    const clientSettings = { ...settingsOf(kms), maxAttempts: 3 };
    const provider = open({ clientSettings, maxAttempts: 2 });
    inject({ kind: 'throttled' });
    await expectRejected(provider.openEpoch(scope, material), 'key_unavailable');
    expect(decrypts()).toBe(2);
  });
});

describe('timeouts', () => {
  test('a request without an answer is given up and made again', async () => {
    const { provider, material, inject, decrypts } = await bench({ attemptTimeoutMs: 40, maxAttempts: 3 });
    inject({ kind: 'hang' });
    const { context } = await expectRejected(provider.openEpoch(scope, material), 'key_unavailable');
    expect(context).toMatchObject({ error: 'TimeoutError', refused: false, attempts: 3 });
    expect(decrypts()).toBe(3);
  });

  test('a client that ignores the signal does not hold the caller', async () => {
    const { kms, open, material } = await bench();
    let asked = 0;
    const client = clientOf(kms, {
      requestHandler: {
        handle: async () => {
          asked += 1;
          return new Promise(() => undefined);
        },
      },
    });
    const provider = open({ client, attemptTimeoutMs: 20, maxAttempts: 2 });
    const { context } = await expectRejected(provider.openEpoch(scope, material), 'key_unavailable');
    expect(context).toMatchObject({ error: 'TimeoutError', refused: false, attempts: 2 });
    expect(asked).toBe(2);
  });

  test('a client that retries by itself has its own time for each request', async () => {
    const { kms, open, material, inject, decrypts } = await bench();
    const provider = open({ client: clientOf(kms, { maxAttempts: 3 }), attemptTimeoutMs: 20 });
    inject({ kind: 'late', milliseconds: 100 });
    await expect(provider.openEpoch(scope, material)).resolves.toHaveProperty('kekId');
    expect(decrypts()).toBe(1);
  });

  test('a client that retries by itself has the time of the call, not more', async () => {
    const { kms, open, material, inject } = await bench();
    const provider = open({ client: clientOf(kms, { maxAttempts: 3 }), attemptTimeoutMs: 10, callTimeoutMs: 60 });
    inject({ kind: 'hang' });
    const { context } = await expectRejected(provider.openEpoch(scope, material), 'key_unavailable');
    expect(context).toMatchObject({ error: 'TimeoutError', refused: false });
  });
});

describe('grants', () => {
  test('while the tokens are new, AccessDenied is tried again', async () => {
    const { kms, provider, material, decrypts } = await bench();
    let denials = 3;
    kms.inject(({ operation }) => (operation === 'Decrypt' && denials-- > 0 ? { kind: 'denied' } : undefined));
    provider.setGrantTokens(['token']);
    await provider.openEpoch(scope, material);
    expect(decrypts()).toBe(4);
    expect(kms.requests.at(-1)?.grantTokens).toEqual(['token']);
  });

  test.each([
    ['never set', 0, undefined],
    ['set five minutes ago', 300_000, ['token']],
    ['taken away', 0, []],
  ])('tokens %s: AccessDenied is final', async (_what, ago, tokens) => {
    const { provider, sources, material, inject, decrypts } = await bench({
      grantTokens: tokens?.length === 0 ? ['token'] : [],
    });
    if (tokens !== undefined) provider.setGrantTokens(tokens);
    sources.pass(ago);
    inject({ kind: 'denied' });
    const { context } = await expectRejected(provider.openEpoch(scope, material), 'key_unavailable');
    expect(context).toMatchObject({ refused: true, error: 'AccessDeniedException', attempts: 1 });
    expect(decrypts()).toBe(1);
  });

  test('new tokens do not make anything else worth a retry, and are bounded too', async () => {
    const { provider, material, inject, decrypts } = await bench({ grantTokens: ['token'], maxAttempts: 6 });
    const restore = inject({ kind: 'error', name: 'DisabledException', status: 400 });
    await expectRejected(provider.openEpoch(scope, material), 'key_unavailable');
    expect(decrypts()).toBe(1);
    restore();
    inject({ kind: 'denied' });
    const { context } = await expectRejected(provider.openEpoch(scope, material), 'key_unavailable');
    expect(context).toMatchObject({ refused: true, attempts: 6 });
  });

  test('a grant that is not visible yet works with its token', async () => {
    const { kms, admin, keyId, open, material } = await bench();
    kms.restrict('RUNTIME');
    kms.delayGrants();
    const credentials = { accessKeyId: 'RUNTIME', secretAccessKey: 'x' };
    const provider = open({ clientSettings: { ...settingsOf(kms), credentials } });
    const { GrantToken = '' } = await admin.send(
      new CreateGrantCommand({ KeyId: keyId, GranteePrincipal: 'RUNTIME', Operations: ['Decrypt'] }),
    );
    await expectRejected(provider.openEpoch(scope, material), 'key_unavailable');
    provider.setGrantTokens([GrantToken]);
    await expect(provider.openEpoch(scope, material)).resolves.toHaveProperty('kekId');
  });
});
