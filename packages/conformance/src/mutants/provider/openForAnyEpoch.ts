import type { ProviderMutant } from '../Mutant.ts';
import { brokenProvider } from '../support/brokenKeys.ts';

export const openForAnyEpoch: ProviderMutant = {
  id: 'open-for-any-epoch',
  clause: 'KP-OPEN-04',
  reason: 'same-key',
  description: 'The epoch is counted modulo 255.',
  build: () =>
    brokenProvider((provider) => ({
      openEpoch: (scope, material, options) =>
        provider.openEpoch({ ...scope, epoch: scope.epoch % 255 }, material, options),
    })),
};
