import { ColloquyError, type Commit, type PartitionStore, type ScopedOutcome } from '@colloquy/core';
import { intercept } from './intercept.ts';

/** What becomes of one sending of a commit. */
export type Fate =
  | 'pass'
  /** Not executed, and nobody knows. */
  | 'lost'
  /** Executed, and nobody knows. */
  | 'executed'
  /** Executed, and the driver throws something of its own. */
  | 'crashed'
  /** Surely not executed. */
  | 'refused';

/** A backend whose commits meet with faults, one fate per sending; when they are used up, every commit passes. */
export class FaultyCommits {
  /** What was sent, whatever became of it. */
  readonly sent: Commit[] = [];
  readonly #fates: Fate[];
  readonly #after: () => Promise<void>;

  /** @param after - happens after each sending that has a fate of its own, before the caller learns anything */
  constructor(fates: readonly Fate[], after: () => Promise<void> = async () => undefined) {
    this.#fates = [...fates];
    this.#after = after;
  }

  over(store: PartitionStore): PartitionStore {
    return intercept(store, {
      commit: async (forward, id, commit, options) => {
        this.sent.push(commit);
        const fate = this.#fates.shift();
        const send = (): Promise<ScopedOutcome> => forward(id, commit, options);
        if (fate === undefined) return send();
        const answer = fate === 'lost' || fate === 'refused' ? undefined : await send();
        await this.#after();
        if (answer !== undefined && fate === 'pass') return answer;
        if (fate === 'crashed') throw new TypeError('the driver broke');
        const code = fate === 'refused' ? 'backend_unavailable' : 'outcome_unknown';
        throw new ColloquyError(code, 'A fault of the test.');
      },
    });
  }
}
