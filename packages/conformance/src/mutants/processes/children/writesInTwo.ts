import type { OpenStore } from '../../../kit/AdapterKit.ts';
import { openRemoteMemory, type RemoteMemoryConfig } from '../../../processes/remoteMemory.ts';
import { headSort } from '../../../memory/places.ts';
import { replaceIn } from '../../support/broken.ts';
import { isApplying } from '../../support/pending.ts';

/** Writes the records of a commit first, its entry and head after. */
export function openStore(config: unknown, reach?: () => void): Promise<OpenStore> {
  return openRemoteMemory(config as RemoteMemoryConfig, reach, {
    engineOf: (engine) =>
      replaceIn(engine, {
        transact: async (actions) => {
          if (isApplying(actions)) return engine.transact(actions);
          const records = actions.filter(
            ({ partition, sort }) => partition.startsWith('dialogue#') && sort !== headSort,
          );
          const others = actions.filter((action) => !records.includes(action));
          return (await engine.transact(records)) && engine.transact(others);
        },
      }),
  });
}
