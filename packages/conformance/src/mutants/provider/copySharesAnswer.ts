import type { ProviderMutant } from '../Mutant.ts';
import { brokenProvider } from '../support/brokenKeys.ts';

export const copySharesAnswer: ProviderMutant = {
  id: 'copy-shares-answer',
  clause: 'KP-COPY-01',
  reason: 'answer-shared',
  description: 'All material is answered in one buffer.',
  build: () =>
    brokenProvider((provider) => {
      const buffer = new Uint8Array(32);
      return {
        createEpoch: async (scope, options) => {
          buffer.set(await provider.createEpoch(scope, options));
          return buffer;
        },
      };
    }),
};
