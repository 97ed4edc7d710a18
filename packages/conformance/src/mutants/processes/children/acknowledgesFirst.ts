import type { Commit, DialogueId } from '@colloquy/core';
import { scoped } from '@colloquy/core';
import type { OpenStore } from '../../../kit/AdapterKit.ts';
import { openRemoteMemory, type RemoteMemoryConfig } from '../../../processes/remoteMemory.ts';
import { delegate } from '../../../memory/delegate.ts';

/** Writes a commit only when the next call comes, or at close. */
export function openStore(config: unknown, reach?: () => void): Promise<OpenStore> {
  return openRemoteMemory(config as RemoteMemoryConfig, reach, {
    storeOf: (inner) => {
      const store = delegate(inner);
      let waiting: readonly [DialogueId, Commit] | undefined;
      const flush = async (): Promise<void> => {
        const late = waiting;
        waiting = undefined;
        if (late !== undefined) await store.commit(...late);
      };
      const flushed = async <T>(call: () => Promise<T>): Promise<T> => {
        await flush();
        return call();
      };
      return {
        header: store.header,
        head: (...args) => flushed(() => store.head(...args)),
        get: (...args) => flushed(() => store.get(...args)),
        last: (...args) => flushed(() => store.last(...args)),
        load: (...args) => flushed(() => store.load(...args)),
        log: (...args) => flushed(() => store.log(...args)),
        settle: (...args) => flushed(() => store.settle(...args)),
        dialogueIds: (...args) => flushed(() => store.dialogueIds(...args)),
        close: () => flushed(() => store.close()),
        commit: async (id, commit) => {
          await flush();
          waiting = [id, commit];
          return scoped(id, { outcome: 'committed' });
        },
      };
    },
  });
}
