import type { OpenStore } from '../../../kit/AdapterKit.ts';
import { openRemoteMemory, type RemoteMemoryConfig } from '../../../processes/remoteMemory.ts';
import { delegate } from '../../../memory/delegate.ts';

import { blindToPending } from '../../support/pending.ts';

/** Reads only what is in its place; what waits in the chunks of a dead process does not show. */
export function openStore(config: unknown, reach?: () => void): Promise<OpenStore> {
  return openRemoteMemory(config as RemoteMemoryConfig, reach, {
    storeOf: (inner, open, engine) => {
      const blind = open(blindToPending(engine));
      return {
        ...delegate(inner),
        get: (id, keys, options) => blind.get(id, keys, options),
        load: (id, options) => blind.load(id, options),
      };
    },
  });
}
