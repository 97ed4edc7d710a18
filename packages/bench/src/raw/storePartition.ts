import { dialogueId, type PartitionStore } from '@colloquy/core';
import type { PartitionProgram } from './PartitionProgram.ts';

/** A store as it is. */
export function storePartition(store: PartitionStore & AsyncDisposable): PartitionProgram {
  return {
    load: (id) => store.load(dialogueId(id)),
    commit: async (id, commit) => (await store.commit(dialogueId(id), commit)).outcome === 'committed',
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}
