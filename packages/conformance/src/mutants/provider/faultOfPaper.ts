import { remoteProviderKit } from '../../memory/remoteProviderKit.ts';
import type { ProviderMutant } from '../Mutant.ts';

export const faultOfPaper: ProviderMutant = {
  id: 'fault-of-paper',
  clause: 'KP-FAULT-08',
  reason: 'fault-of-paper',
  description: 'The kit declares faults and injects none.',
  build: () => {
    const kit = remoteProviderKit();
    return {
      ...kit,
      create: async () => ({
        ...(await kit.create()),
        inject: async () => ({ hits: () => 0, restore: async () => undefined }),
      }),
    };
  },
};
