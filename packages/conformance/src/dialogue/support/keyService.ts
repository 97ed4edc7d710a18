import { ColloquyError, type KeyLease, type KeyProvider, type KeyScope, type Keyring } from '@colloquy/core';
import { createTestKeyring, SeededKeyProvider, seededSources } from '@colloquy/core/testing';
import type { DialogueContext } from '../kit/DialogueFixture.ts';

/** Length of every lease, milliseconds. */
export const ttl = 1000;

/** Both clocks of leases in the hand of a law; by default they go together. */
export class LeaseHands {
  mono = 0;
  wall = 1_000_000;
  readonly now = (): number => this.wall;
  readonly monotonic = (): number => this.mono;

  pass(milliseconds: number): void {
    this.mono += milliseconds;
    this.wall += milliseconds;
  }
}

export function unreachable(): ColloquyError {
  return new ColloquyError('key_unavailable', 'The key service does not answer.', { context: { refused: false } });
}

export function refused(): ColloquyError {
  return new ColloquyError('key_unavailable', 'The key is disabled.', { context: { refused: true } });
}

/** A key service: real keys, leases of one second, answers when and how a law says. Counts what it is asked. */
export class KeyService implements KeyProvider {
  readonly name = 'key service';
  opened = 0;
  failure: (() => Error) | undefined;
  /** While set, answers wait for it. */
  gate: Promise<void> | undefined;
  otherKey = false;
  readonly #inner: SeededKeyProvider;
  readonly #clock: LeaseHands;
  readonly #limited: boolean;

  constructor(clock: LeaseHands, seed: number, limited: boolean) {
    this.#inner = new SeededKeyProvider(seededSources({ seed }).randomBytes);
    this.#clock = clock;
    this.#limited = limited;
  }

  async createEpoch(scope: KeyScope): Promise<Uint8Array> {
    return this.#inner.createEpoch(scope);
  }

  async openEpoch(scope: KeyScope, material: Uint8Array): Promise<KeyLease> {
    this.opened += 1;
    const expiresAt = { monotonic: this.#clock.mono + ttl, wallClock: this.#clock.wall + ttl };
    await this.gate;
    if (this.failure !== undefined) throw this.failure();
    const lease = await this.#inner.openEpoch(scope, this.otherKey ? new Uint8Array(32) : material);
    return { ...lease, expiresAt: this.#limited ? expiresAt : undefined };
  }

  /** Holds every answer until the returned function is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.gate = promise;
    return () => {
      this.gate = undefined;
      resolve();
    };
  }

  async close(): Promise<void> {
    await this.#inner.close();
  }
}

export interface Leased {
  readonly clock: LeaseHands;
  readonly service: KeyService;
  readonly keyring: Keyring;
}

/** Keys on lease. */
export async function leased(t: DialogueContext, limited = true): Promise<Leased> {
  const clock = new LeaseHands();
  const service = new KeyService(clock, t.seed, limited);
  return { clock, service, keyring: await createTestKeyring({ provider: service, clock }) };
}

/** Lets everything that is under way come to where it waits or ends. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
}
