import type { ProviderMutant } from '../Mutant.ts';
import { brokenProvider } from '../support/brokenKeys.ts';

export const openWithoutMaterial: ProviderMutant = {
  id: 'open-without-material',
  clause: 'KP-OPEN-04',
  reason: 'same-key',
  description: 'The material is checked for its length and then not used.',
  build: () =>
    brokenProvider((provider) => ({
      openEpoch: (scope, material, options) => provider.openEpoch(scope, new Uint8Array(material.length), options),
    })),
};
