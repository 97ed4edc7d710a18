import type { ProviderMutant } from '../Mutant.ts';
import { brokenProvider } from '../support/brokenKeys.ts';

export const signalIgnoredByProvider: ProviderMutant = {
  id: 'provider-signal-ignored',
  clause: 'KP-SIGNAL-01',
  reason: 'not-rejected',
  description: 'createEpoch takes a signal and does not look at it.',
  build: () =>
    brokenProvider((provider) => ({
      createEpoch: (scope) => provider.createEpoch(scope),
    })),
};
