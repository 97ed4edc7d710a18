import { toHex, type KeyLease } from '@colloquy/core';
import type { ProviderMutant } from '../Mutant.ts';
import { brokenProvider } from '../support/brokenKeys.ts';

export const closeKeepsKeys: ProviderMutant = {
  id: 'close-keeps-keys',
  clause: 'KP-CLOSE-01',
  reason: 'works-after-close',
  description: 'A closed provider still opens what it has opened before.',
  build: () =>
    brokenProvider((provider) => {
      const leases = new Map<string, KeyLease>();
      return {
        openEpoch: async (scope, material, options) => {
          options?.signal?.throwIfAborted();
          const name = `${scope.tenant}/${scope.epoch}/${toHex(material)}`;
          const lease = leases.get(name) ?? (await provider.openEpoch(scope, material, options));
          leases.set(name, lease);
          return lease;
        },
      };
    }),
};
