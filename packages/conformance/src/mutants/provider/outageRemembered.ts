import { ColloquyError } from '@colloquy/core';
import { remoteProviderKit } from '../../memory/remoteProviderKit.ts';
import type { ProviderMutant } from '../Mutant.ts';

export const outageRemembered: ProviderMutant = {
  id: 'outage-remembered',
  clause: 'KP-OUTAGE-01',
  reason: 'not-recovered',
  description: 'A failure is cached like a key, and answered for ever.',
  build: () =>
    remoteProviderKit((provider, line) => {
      let failed = false;
      const reach = (): void => {
        failed ||= line.cut;
        if (failed) throw new ColloquyError('key_unavailable', 'The key service does not answer.');
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
