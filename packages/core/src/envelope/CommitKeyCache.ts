import type { KeyObject } from 'node:crypto';
import type { PayloadContext } from '../codec/index.ts';
import type { EnvelopeKey } from './envelopeKey.ts';
import { offsets } from './layout.ts';

interface Entry {
  readonly dataKey: KeyObject;
  readonly derived: EnvelopeKey;
}

/**
 * Derived keys of commits, so that the records of one commit cost one derivation. An entry serves only the data key object
 * that it was derived from: a data key that was unwrapped anew, after its lease ran out, finds nothing (EV-CACHE-03).
 *
 * Bounded by two generations instead of by order of use: when the young one is full it becomes the old one, and what is in the old
 * one then and is not asked for again is forgotten with it. Deleting one by one makes the first key of a large Map slow to find.
 */
export class CommitKeyCache {
  readonly #perGeneration: number;
  #young = new Map<string, Entry>();
  #old = new Map<string, Entry>();

  /** @param capacity - entries kept at most, 2 or more */
  constructor(capacity: number) {
    this.#perGeneration = Math.max(1, Math.floor(capacity / 2));
  }

  /**
   * Names the commit key of an envelope: whose it is, as the caller knows, and bytes[0..24), in which purpose, flags, key version
   * and salt stand. Neither tenant nor id holds a slash.
   */
  static place({ tenant, dialogueId }: PayloadContext, envelope: Uint8Array): string {
    const bytes = Buffer.from(envelope.buffer, envelope.byteOffset, offsets.nonce);
    return `${tenant}/${dialogueId}/${bytes.toString('latin1')}`;
  }

  find(place: string, dataKey: KeyObject): EnvelopeKey | undefined {
    let entry = this.#young.get(place);
    if (entry === undefined) {
      entry = this.#old.get(place);
      if (entry?.dataKey === dataKey) this.add(place, dataKey, entry.derived);
    }
    return entry?.dataKey === dataKey ? entry.derived : undefined;
  }

  add(place: string, dataKey: KeyObject, derived: EnvelopeKey): void {
    if (this.#young.size >= this.#perGeneration) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(place, { dataKey, derived });
  }

  clear(): void {
    this.#young = new Map();
    this.#old = new Map();
  }
}
