import { toHex, utf8Bytes } from '@colloquy/core';
import type { ProviderMutant } from '../Mutant.ts';
import { brokenProvider } from '../support/brokenKeys.ts';

export const materialClosed: ProviderMutant = {
  id: 'material-does-not-open',
  clause: 'KP-CREATE-01',
  reason: 'does-not-open',
  description: 'The material is answered as text, and text is not what opens.',
  build: () =>
    brokenProvider((provider) => ({
      createEpoch: async (scope, options) => utf8Bytes(toHex(await provider.createEpoch(scope, options))),
    })),
};
