import type { ScopedHead } from '@colloquy/core';
import type { OpenStore } from '../../../kit/AdapterKit.ts';
import { openRemoteMemory, type RemoteMemoryConfig } from '../../../processes/remoteMemory.ts';
import { delegate } from '../../../memory/delegate.ts';

import { remembering } from '../../support/reread.ts';

/** All clients of a process share what one of them has read, until one of them commits. */
const heads = remembering<ScopedHead | undefined>();

export function openStore(config: unknown, reach?: () => void): Promise<OpenStore> {
  return openRemoteMemory(config as RemoteMemoryConfig, reach, {
    storeOf: (inner) => {
      const store = delegate(inner);
      return {
        ...store,
        head: (id, options) => heads.ask(id, () => store.head(id, options)),
        commit: (id, commit, options) => {
          heads.forget();
          return store.commit(id, commit, options);
        },
      };
    },
  });
}
