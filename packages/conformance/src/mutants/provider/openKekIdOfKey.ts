import { sha256Hex } from '@colloquy/core';
import type { ProviderMutant } from '../Mutant.ts';
import { brokenProvider } from '../support/brokenKeys.ts';

export const openKekIdOfKey: ProviderMutant = {
  id: 'open-kek-id-of-key',
  clause: 'KP-OPEN-03',
  reason: 'wrong-kek-id',
  description: 'kekId is a hash of the key alone, without tenant and epoch.',
  build: () =>
    brokenProvider((provider) => ({
      openEpoch: async (scope, material, options) => {
        const lease = await provider.openEpoch(scope, material, options);
        return { ...lease, kekId: sha256Hex(lease.key.export()).slice(0, 32) };
      },
    })),
};
