import { describe, expect, test } from 'vitest';
import { ColloquyError } from '../../src/errors/index.ts';
import { EphemeralKeyProvider } from '../../src/keys/EphemeralKeyProvider.ts';
import type { Keyring } from '../../src/keys/Keyring.ts';
import { createTestKeyring } from '../../src/testing/testKeyring.ts';
import type { KeyLease, KeyProvider, KeyScope } from '../../src/traits/KeyProvider.ts';

const ttl = 1000;

/** Both clocks in the hand of the test, by default together. */
class Clock {
  mono = 0;
  wall = 1_000_000;
  now = (): number => this.wall;
  monotonic = (): number => this.mono;

  pass(milliseconds: number): void {
    this.mono += milliseconds;
    this.wall += milliseconds;
  }
}

/** A key service: real keys, leases of one second, answers when and how the test says. */
class Service implements KeyProvider {
  readonly name = 'service';
  readonly #inner = new EphemeralKeyProvider();
  readonly #clock: Clock;
  opened = 0;
  failure: Error | undefined;
  /** While set, answers wait for it. */
  gate: Promise<void> | undefined;
  otherKey = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async createEpoch(scope: KeyScope): Promise<Uint8Array> {
    return this.#inner.createEpoch(scope);
  }

  async openEpoch(scope: KeyScope, material: Uint8Array): Promise<KeyLease> {
    this.opened += 1;
    const expiresAt = { monotonic: this.#clock.mono + ttl, wallClock: this.#clock.wall + ttl };
    await this.gate;
    if (this.failure !== undefined) throw this.failure;
    const lease = await this.#inner.openEpoch(scope, this.otherKey ? new Uint8Array(32) : material);
    return { ...lease, expiresAt };
  }

  async close(): Promise<void> {
    await this.#inner.close();
  }
}

interface Bench {
  readonly clock: Clock;
  readonly service: Service;
  readonly keyring: Keyring;
}

async function bench(): Promise<Bench> {
  const clock = new Clock();
  const service = new Service(clock);
  return { clock, service, keyring: await createTestKeyring({ provider: service, clock }) };
}

const unreachable = new ColloquyError('key_unavailable', 'no answer', { context: { refused: false } });
const refused = new ColloquyError('key_unavailable', 'disabled', { context: { refused: true } });

/** Lets every renewal under way come to its end. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

describe('the lease of a KEK', () => {
  test('serves without another call up to its last millisecond, and is asked for again after it', async () => {
    const { clock, service, keyring } = await bench();
    const kek = await keyring.kek(1);
    clock.pass(799);
    expect(kek.isLive()).toBe(true);
    expect(service.opened).toBe(1);
    service.failure = unreachable;
    clock.pass(200);
    expect(kek.isLive()).toBe(true);
    clock.pass(1);
    expect(kek.isLive()).toBe(false);
    await expect(keyring.kek(1)).rejects.toBe(unreachable);
    service.failure = undefined;
    const again = await keyring.kek(1);
    expect(again.kekId).toBe(kek.kekId);
    expect(again.isLive()).toBe(true);
    // What hung on the lease that ended stays dead.
    expect(kek.isLive()).toBe(false);
  });

  test('is renewed once, ahead of its end, by whoever uses it then; all that hangs on it lives on', async () => {
    const { clock, service, keyring } = await bench();
    const kek = await keyring.kek(1);
    for (let second = 0; second < 20; second++) {
      clock.pass(800);
      expect(kek.isLive()).toBe(true);
      expect(kek.isLive()).toBe(true);
      await settle();
      expect(service.opened).toBe(second + 2);
    }
    expect(await keyring.kek(1)).toBe(kek);
  });

  test('outlives a service that does not answer, with ever closer attempts, and not its own end', async () => {
    const { clock, service, keyring } = await bench();
    const kek = await keyring.kek(1);
    service.failure = unreachable;
    const attempts: number[] = [];
    for (let at = 0; at < ttl; at++) {
      const before = service.opened;
      expect(kek.isLive(), `after ${at} ms`).toBe(true);
      await settle();
      if (service.opened > before) attempts.push(at);
      clock.pass(1);
    }
    expect(attempts.slice(0, 3)).toEqual([800, 960, 992]);
    expect(attempts.length).toBeLessThan(12);
    expect(kek.isLive()).toBe(false);
  });

  test.each([
    ['a refusal', () => refused],
    ['a closed provider', () => new ColloquyError('backend_closed', 'closed')],
    ['a wrong key', () => new ColloquyError('wrong_key', 'not that one')],
    ['what nobody foresaw', () => new TypeError('surprise')],
  ])('ends at once with %s', async (_what, failure) => {
    const { clock, service, keyring } = await bench();
    const kek = await keyring.kek(1);
    service.failure = failure();
    clock.pass(800);
    expect(kek.isLive()).toBe(true);
    await settle();
    expect(kek.isLive()).toBe(false);
    service.failure = undefined;
    expect((await keyring.kek(1)).isLive()).toBe(true);
  });

  test('ends when the service gives another key for the epoch', async () => {
    const { clock, service, keyring } = await bench();
    const kek = await keyring.kek(1);
    service.otherKey = true;
    clock.pass(800);
    expect(kek.isLive()).toBe(true);
    await settle();
    expect(kek.isLive()).toBe(false);
  });

  test.each([
    ['a machine that slept: the wall clock alone went on', (clock: Clock) => (clock.wall += ttl)],
    [
      'a wall clock that was set back: the monotonic one went on',
      (clock: Clock) => ((clock.mono += ttl), (clock.wall -= 5000)),
    ],
  ])('ends by either clock: %s', async (_what, move) => {
    const { clock, service, keyring } = await bench();
    const kek = await keyring.kek(1);
    service.failure = unreachable;
    move(clock);
    expect(kek.isLive()).toBe(false);
    // And is not revived by a clock that is set back.
    clock.mono = 0;
    clock.wall = 1_000_000;
    expect(kek.isLive()).toBe(false);
  });

  test('counts from before the question: an answer after its own end is not used', async () => {
    const { clock, service, keyring } = await bench();
    await keyring.kek(1);
    clock.pass(ttl);
    let open = (): void => undefined;
    service.gate = new Promise((resolve) => (open = resolve));
    const late = keyring.kek(1);
    await settle();
    clock.pass(ttl);
    open();
    await expect(late).rejects.toMatchObject({ code: 'key_unavailable', context: { epoch: 1, refused: false } });
    service.gate = undefined;
    expect((await keyring.kek(1)).isLive()).toBe(true);
  });
});

describe('a keyring', () => {
  test('3 000 callers share one call', async () => {
    const { service, keyring } = await bench();
    const keks = await Promise.all(Array.from({ length: 3000 }, async () => keyring.kek(1)));
    expect(service.opened).toBe(1);
    expect(new Set(keks).size).toBe(1);
  });

  test('the abort of one caller leaves the shared call to the others', async () => {
    const { service, keyring } = await bench();
    let open = (): void => undefined;
    service.gate = new Promise((resolve) => (open = resolve));
    const controller = new AbortController();
    const leaving = keyring.kek(1, { signal: controller.signal });
    const staying = keyring.kek(1);
    const reason = new Error('had enough');
    controller.abort(reason);
    await expect(leaving).rejects.toBe(reason);
    open();
    expect((await staying).isLive()).toBe(true);
    expect(service.opened).toBe(1);
    await expect(keyring.kek(1, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test('that is invalidated ends every lease, also one that has no deadline, and asks again', async () => {
    const { service, keyring } = await bench();
    const kek = await keyring.kek(1);
    keyring.invalidate();
    expect(kek.isLive()).toBe(false);
    expect((await keyring.kek(1)).isLive()).toBe(true);
    expect(service.opened).toBe(2);
    const local = await createTestKeyring();
    const unlimited = await local.kek(1);
    expect(unlimited.isLive()).toBe(true);
    local.invalidate();
    expect(unlimited.isLive()).toBe(false);
  });

  test('drops an answer that was under way when it was invalidated', async () => {
    const { service, keyring } = await bench();
    let open = (): void => undefined;
    service.gate = new Promise((resolve) => (open = resolve));
    const underWay = keyring.kek(1);
    await settle();
    keyring.invalidate();
    open();
    expect((await underWay).isLive()).toBe(true);
    // Asked a second time for the caller that waited.
    expect(service.opened).toBe(2);
  });

  test('does not remember a failure', async () => {
    const { service, keyring } = await bench();
    service.failure = refused;
    await expect(keyring.kek(1)).rejects.toBe(refused);
    service.failure = undefined;
    expect((await keyring.kek(1)).isLive()).toBe(true);
  });
});
