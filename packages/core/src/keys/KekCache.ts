import { ColloquyError, isColloquyError } from '../errors/index.ts';
import type { KeyLease } from '../traits/KeyProvider.ts';
import { Lease, type Kek, type LeaseClock } from './Lease.ts';
import { untilAborted } from './untilAborted.ts';

/** Epochs kept: a store has one in use, and a second one while it is rewrapped. */
const capacity = 32;

/**
 * KEKs by epoch, each for as long as its lease: one call of the provider at a time per epoch, renewal ahead of the end, and
 * generations, so that what was asked for before an invalidation is not used after it.
 */
export class KekCache {
  readonly #open: (epoch: number) => Promise<KeyLease>;
  readonly #clock: LeaseClock;
  #generation = new Generation();

  /** @param open asks vault and provider */
  constructor(open: (epoch: number) => Promise<KeyLease>, clock: LeaseClock) {
    this.#open = open;
    this.#clock = clock;
  }

  async get(epoch: number, signal?: AbortSignal): Promise<Kek> {
    for (;;) {
      signal?.throwIfAborted();
      const generation = this.#generation;
      const known = generation.keks.get(epoch);
      if (known?.isLive() === true) return known;
      const kek = await untilAborted(this.#opening(generation, epoch), signal);
      if (kek.isLive()) return kek;
      // Invalidated while it was under way: asked again. Otherwise the answer came after its own end.
      if (generation === this.#generation) throw tooLate(epoch);
    }
  }

  invalidate(): void {
    this.#generation.over = true;
    this.#generation = new Generation();
  }

  /** The call under way, or a new one. */
  async #opening(generation: Generation, epoch: number): Promise<Kek> {
    const { openings } = generation;
    const underWay = openings.get(epoch);
    if (underWay !== undefined) return underWay;
    const opening = this.#grant(generation, epoch).finally(() => openings.delete(epoch));
    openings.set(epoch, opening);
    return opening;
  }

  async #grant(generation: Generation, epoch: number): Promise<Kek> {
    const granted = await this.#open(epoch);
    const lease = new Lease(granted, this.#clock);
    const kek: Kek = Object.freeze({
      key: lease.key,
      kekId: lease.kekId,
      epoch,
      endless: granted.expiresAt === undefined,
      isLive: () => {
        if (generation.over || !lease.isLive()) return false;
        // Nobody waits for it: it ends in a longer lease or in none.
        if (lease.isDue()) this.#renew(epoch, lease).catch(() => lease.end());
        return true;
      },
    });
    const { keks } = generation;
    if (keks.size >= capacity) keks.delete(keks.keys().next().value ?? epoch);
    keks.set(epoch, kek);
    return kek;
  }

  async #renew(epoch: number, lease: Lease): Promise<void> {
    try {
      const granted = await this.#open(epoch);
      // Another key for the same epoch is not a renewal: what hangs on the old one ends.
      if (granted.kekId === lease.kekId) lease.extend(granted.expiresAt);
      else lease.end();
    } catch (error) {
      if (isTransient(error)) lease.postpone();
      else lease.end();
    }
  }
}

/** What lives between two invalidations. */
class Generation {
  over = false;
  readonly keks = new Map<number, Kek>();
  readonly openings = new Map<number, Promise<Kek>>();
}

/** The key service did not answer; it did not refuse. */
function isTransient(error: unknown): boolean {
  return isColloquyError(error, 'key_unavailable') && error.context['refused'] !== true;
}

function tooLate(epoch: number): ColloquyError {
  return new ColloquyError(
    'key_unavailable',
    `The key of epoch ${epoch} came after its lease had ended: the key service is slower than the time to live allows.`,
    { context: { epoch, refused: false } },
  );
}
