import type { ProviderMutant } from '../Mutant.ts';
import { brokenProvider } from '../support/brokenKeys.ts';

export const openExpired: ProviderMutant = {
  id: 'open-expired',
  clause: 'KP-OPEN-06',
  reason: 'expired',
  description: 'The deadline of a cached key is not renewed when it is opened again.',
  build: () =>
    brokenProvider((provider) => {
      let opened = 0;
      return {
        openEpoch: async (scope, material, options) => {
          const lease = await provider.openEpoch(scope, material, options);
          opened += 1;
          const expiresAt = { monotonic: -1, wallClock: Number.MAX_SAFE_INTEGER };
          return opened > 1 ? { ...lease, expiresAt } : lease;
        },
      };
    }),
};
