import type { ProviderMutant } from '../Mutant.ts';
import { brokenProvider } from '../support/brokenKeys.ts';

export const materialTooLong: ProviderMutant = {
  id: 'material-too-long',
  clause: 'KP-CREATE-01',
  reason: 'wrong-length',
  description: 'The material holds a whole certificate chain, 2 KiB of it.',
  build: () =>
    brokenProvider((provider) => ({
      createEpoch: async (scope, options) => {
        const material = new Uint8Array(2048);
        material.set(await provider.createEpoch(scope, options));
        return material;
      },
      openEpoch: (scope, material, options) => provider.openEpoch(scope, material.slice(0, 32), options),
    })),
};
