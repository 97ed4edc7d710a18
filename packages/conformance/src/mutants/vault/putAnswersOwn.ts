import type { VaultMutant } from '../Mutant.ts';
import { brokenVault } from '../support/brokenKeys.ts';

export const putAnswersOwn: VaultMutant = {
  id: 'vault-put-answers-own',
  clause: 'KV-PUT-02',
  reason: 'wrong-answer',
  description: 'Putting on a taken epoch changes nothing and answers with what was passed in.',
  build: () =>
    brokenVault((vault) => ({
      putIfAbsent: async (tenant, epoch, material, options) => {
        const own = material.slice();
        await vault.putIfAbsent(tenant, epoch, material, options);
        return own;
      },
    })),
};
