import { ColloquyError, isColloquyError } from '@colloquy/core';
import type { ProviderMutant } from '../Mutant.ts';
import { brokenProvider } from '../support/brokenKeys.ts';

export const openOtherCode: ProviderMutant = {
  id: 'open-other-code',
  clause: 'KP-OPEN-05',
  reason: 'wrong-code',
  description: 'Malformed material is reported as a service that does not answer, so callers try again for ever.',
  build: () =>
    brokenProvider((provider) => ({
      openEpoch: async (scope, material, options) => {
        try {
          return await provider.openEpoch(scope, material, options);
        } catch (error) {
          if (!isColloquyError(error, 'wrong_key')) throw error;
          throw new ColloquyError('key_unavailable', 'the key could not be opened');
        }
      },
    })),
};
