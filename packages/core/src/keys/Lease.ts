import type { KeyObject } from 'node:crypto';
import type { Sources } from '../sources.ts';
import type { KeyLease, LeaseDeadline } from '../traits/KeyProvider.ts';

/**
 * A key-encryption key (KEK) in use. Whatever is derived from it (data keys, log roots, commit keys, open handles) holds on to it and
 * is worth nothing once {@link isLive} is false.
 */
export interface Kek {
  readonly key: KeyObject;
  /** Lowercase hexadecimal, 16 bytes. Not secret. */
  readonly kekId: string;
  readonly epoch: number;
  /** True when its lease has no end, as that of a local key. */
  readonly endless: boolean;
  /**
   * False once the lease has run out, the key service has refused the key, or the keyring was invalidated. Asking shortly before the
   * end begins to renew the lease, so that a key in steady use stays live.
   */
  isLive(): boolean;
}

export type LeaseClock = Pick<Sources, 'now' | 'monotonic'>;

/** How much of a lease passes before it is renewed, and how much of the rest before a failed renewal is tried again. */
const renewAfter = 0.8;

/** The lease of one KEK: it moves on with every renewal and ends once. */
export class Lease {
  readonly key: KeyObject;
  readonly kekId: string;
  readonly #clock: LeaseClock;
  #deadline: LeaseDeadline | undefined;
  #renewAt = Infinity;
  #ended = false;

  constructor(granted: KeyLease, clock: LeaseClock) {
    this.key = granted.key;
    this.kekId = granted.kekId;
    this.#clock = clock;
    this.#deadline = granted.expiresAt;
    this.postpone();
  }

  isLive(): boolean {
    const deadline = this.#deadline;
    if (this.#ended) return false;
    if (deadline === undefined) return true;
    if (this.#clock.monotonic() < deadline.monotonic && this.#clock.now() < deadline.wallClock) return true;
    // For good: a wall clock that is set back revives nothing.
    this.#ended = true;
    return false;
  }

  /** True when it is time to renew; from then on false until {@link extend} or {@link postpone}. */
  isDue(): boolean {
    if (this.#renewAt === Infinity || this.#clock.monotonic() < this.#renewAt) return false;
    this.#renewAt = Infinity;
    return true;
  }

  /** The same key was granted again. */
  extend(deadline: LeaseDeadline | undefined): void {
    this.#deadline = deadline;
    this.postpone();
  }

  /** Renews at four fifths of what is left. */
  postpone(): void {
    if (this.#deadline === undefined) return;
    const now = this.#clock.monotonic();
    this.#renewAt = now + (this.#deadline.monotonic - now) * renewAfter;
  }

  end(): void {
    this.#ended = true;
  }
}
