import { createSecretKey } from 'node:crypto';
import type { ProviderMutant } from '../Mutant.ts';
import { brokenProvider } from '../support/brokenKeys.ts';

export const openLongKey: ProviderMutant = {
  id: 'open-long-key',
  clause: 'KP-OPEN-02',
  reason: 'not-32-bytes',
  description: 'The key is 64 bytes, as the hash gives them.',
  build: () =>
    brokenProvider((provider) => ({
      openEpoch: async (scope, material, options) => {
        const lease = await provider.openEpoch(scope, material, options);
        const key = createSecretKey(Buffer.concat([lease.key.export(), lease.key.export()]));
        return { ...lease, key };
      },
    })),
};
