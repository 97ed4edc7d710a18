import type { ProviderMutant } from '../Mutant.ts';
import { brokenProvider } from '../support/brokenKeys.ts';

export const copyWipesInput: ProviderMutant = {
  id: 'copy-wipes-input',
  clause: 'KP-COPY-01',
  reason: 'input-changed',
  description: "The material is overwritten with zeros after use, although it is the vault's.",
  build: () =>
    brokenProvider((provider) => ({
      openEpoch: async (scope, material, options) => {
        const lease = await provider.openEpoch(scope, material, options);
        material.fill(0);
        return lease;
      },
    })),
};
