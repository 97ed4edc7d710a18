import { ColloquyError, sha256, utf8Bytes } from '@colloquy/core';
import type { ProviderMutant } from '../Mutant.ts';
import { brokenProvider } from '../support/brokenKeys.ts';

let opened = 0;

export const openRandom: ProviderMutant = {
  id: 'open-differs-per-provider',
  clause: 'KP-OPEN-01',
  reason: 'not-the-same',
  description: 'Every provider stirs something of its own into the keys.',
  build: () =>
    brokenProvider((provider) => {
      const own = `own ${(opened += 1)}`;
      return {
        openEpoch: async (scope, material, options) => {
          const lease = await provider.openEpoch(scope, sha256(material, utf8Bytes(own)), options);
          return material.length === 32 ? lease : Promise.reject(new ColloquyError('wrong_key', 'not a salt'));
        },
      };
    }),
};
