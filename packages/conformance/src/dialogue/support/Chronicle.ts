import type { DialogueId, DialogueStore, LoadedDialogue } from '@colloquy/core';
import type { Verifier } from '../../suite/Verifier.ts';
import { firstDifference, textOf } from './state.ts';

/** The states that a dialogue has been in, by n: whatever a reader is shown must be one of them, under its own n. */
export class Chronicle {
  readonly #store: DialogueStore;
  readonly #id: DialogueId;
  readonly #states = new Map<number, string>();

  /** @param store - reads undisturbed, while nobody writes */
  constructor(store: DialogueStore, id: DialogueId) {
    this.#store = store;
    this.#id = id;
  }

  /** Notes the state of this moment. To be called after every commit. */
  async note(): Promise<void> {
    const { n, state } = await this.#store.load(this.#id);
    this.#states.set(n, textOf(state));
  }

  /** An action that commits once, noted. */
  noting(act: () => Promise<void>): () => Promise<void> {
    return async () => {
      await act();
      await this.note();
    };
  }

  /** What was loaded is the state after the commit that it names, and not older than `least`. */
  expect(t: Verifier, { n, state }: LoadedDialogue, least: number, reason: string): void {
    t.check(n >= least, reason, { message: `an answer of n = ${n}, although ${least} had been acknowledged` });
    const expected = this.#states.get(n);
    const actual = textOf(state);
    if (expected === undefined) throw t.violation(reason, { message: `n = ${n} has never been` });
    t.check(actual === expected, reason, { message: `n = ${n}: ${firstDifference(actual, expected)}` });
  }
}
