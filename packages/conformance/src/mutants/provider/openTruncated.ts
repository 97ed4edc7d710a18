import { sha256 } from '@colloquy/core';
import type { ProviderMutant } from '../Mutant.ts';
import { brokenProvider } from '../support/brokenKeys.ts';

export const openTruncated: ProviderMutant = {
  id: 'open-truncated',
  clause: 'KP-OPEN-05',
  reason: 'not-refused',
  description: 'Material of any length is taken for a salt.',
  build: () =>
    brokenProvider((provider) => ({
      openEpoch: (scope, material, options) => provider.openEpoch(scope, sha256(material), options),
    })),
};
