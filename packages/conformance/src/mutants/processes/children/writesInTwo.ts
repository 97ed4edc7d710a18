import type { OpenStore } from '../../../kit/AdapterKit.ts';
import { openRemoteMemory, type RemoteMemoryConfig } from '../../../processes/remoteMemory.ts';
import { recordPrefix } from '../../../memory/places.ts';
import { replaceIn } from '../../support/broken.ts';
import { isApplying } from '../../support/pending.ts';

/** Writes the records of a commit first, its entry and head after. */
export function openStore(config: unknown, reach?: () => void): Promise<OpenStore> {
  return openRemoteMemory(config as RemoteMemoryConfig, reach, {
    engineOf: (engine) =>
      replaceIn(engine, {
        transact: async (actions) => {
          if (isApplying(actions)) return engine.transact(actions);
          const records = actions.filter(({ sort }) => sort.startsWith(recordPrefix));
          const others = actions.filter(({ sort }) => !sort.startsWith(recordPrefix));
          return (await engine.transact(records)) && engine.transact(others);
        },
      }),
  });
}
