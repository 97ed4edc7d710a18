import { sha256, utf8Bytes } from '@colloquy/core';
import type { ProviderMutant } from '../Mutant.ts';
import { brokenProvider } from '../support/brokenKeys.ts';

export const materialOfScope: ProviderMutant = {
  id: 'material-of-scope',
  clause: 'KP-CREATE-02',
  reason: 'same-material',
  description: 'The salt is derived from the scope, so an epoch that is made again has its old key.',
  build: () =>
    brokenProvider((provider) => ({
      createEpoch: async ({ tenant, epoch }, options) => {
        options?.signal?.throwIfAborted();
        await provider.createEpoch({ storeId: '', tenant, epoch }, options);
        return sha256(utf8Bytes(`${tenant}/${epoch}`));
      },
    })),
};
