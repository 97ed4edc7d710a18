import { ColloquyError } from '@colloquy/core';
import { remoteProviderKit } from '../../memory/remoteProviderKit.ts';
import type { ProviderMutant } from '../Mutant.ts';

export const outageOtherCode: ProviderMutant = {
  id: 'outage-other-code',
  clause: 'KP-OUTAGE-01',
  reason: 'wrong-code',
  description: 'A service that does not answer is reported as a wrong key.',
  build: () =>
    remoteProviderKit((provider, line) => {
      const reach = (): void => {
        if (line.cut) throw new ColloquyError('wrong_key', 'the key was refused');
      };
      return {
        name: provider.name,
        createEpoch: async (scope, options) => {
          reach();
          return provider.createEpoch(scope, options);
        },
        openEpoch: async (scope, material, options) => {
          reach();
          return provider.openEpoch(scope, material, options);
        },
        close: () => provider.close(),
      };
    }),
};
