import { createSecretKey } from 'node:crypto';
import { hkdfSha256, toHex, utf8Bytes } from '@colloquy/core';
import type { ProviderMutant } from '../Mutant.ts';
import { brokenProvider } from '../support/brokenKeys.ts';

export const secretInMaterial: ProviderMutant = {
  id: 'secret-in-material',
  clause: 'KP-SECRET-01',
  reason: 'key-in-material',
  description: 'The material is the key itself: whoever has the vault has everything.',
  build: () =>
    brokenProvider((provider) => {
      const stateOf = (material: Uint8Array): Uint8Array =>
        hkdfSha256(material, new Uint8Array(0), utf8Bytes('id'), 16);
      return {
        openEpoch: async (scope, material, options) => {
          const lease = await provider.openEpoch(scope, material, options);
          return { ...lease, key: createSecretKey(material), kekId: toHex(stateOf(material)) };
        },
      };
    }),
};
