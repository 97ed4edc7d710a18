import type { DialogueStore, PartitionStore } from '@colloquy/core';
import { intercept } from './intercept.ts';
import { id, perform } from './story.ts';

/** Another writer, who commits something whenever told to. */
export interface Interferer {
  /** Commits so far. */
  readonly count: number;
  act(): Promise<void>;
}

/** Scores an expert: changes one record that most writes look at nothing of. Needs `beginning`. */
export function scorer(store: DialogueStore, expert = 'scone'): Interferer {
  let count = 0;
  return {
    get count() {
      return count;
    },
    act: async () => {
      count += 1;
      await perform(store, id, { method: 'scoreExpert', input: { expert, round: 0, score: count } });
    },
  };
}

/** Changes the root with every commit, back and forth. Needs `beginning`. */
export function rootWriter(store: DialogueStore): Interferer {
  let count = 0;
  return {
    get count() {
      return count;
    },
    act: async () => {
      count += 1;
      const status = count % 2 === 1 ? 'converging' : 'open';
      await perform(store, id, { method: 'setDialogueStatus', input: { status } });
    },
  };
}

/** What an interference is allowed to do: so many times, then nothing. */
export function times(limit: number, act: () => Promise<void>): () => Promise<void> {
  let left = limit;
  return async () => {
    if (left <= 0) return;
    left -= 1;
    await act();
  };
}

/** Something happens just before a commit is sent, so often. */
export function beforeCommit(store: PartitionStore, act: () => Promise<void>): PartitionStore {
  return intercept(store, { commit: async (forward, ...args) => act().then(() => forward(...args)) });
}

/** Something happens after each read was answered: between a reader's calls. */
export function afterReads(store: PartitionStore, act: () => Promise<void>): PartitionStore {
  const after = async <T>(answer: Promise<T>): Promise<T> => {
    const value = await answer;
    await act();
    return value;
  };
  return intercept(store, {
    head: (forward, ...args) => after(forward(...args)),
    get: (forward, ...args) => after(forward(...args)),
    last: (forward, ...args) => after(forward(...args)),
    load: (forward, ...args) => after(forward(...args)),
    log: (forward, ...args) => after(forward(...args)),
  });
}
