import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'sent-again-anew',
  clause: 'EV-SEAL-07',
  reason: 'sealed-again',
  module: 'store/send.js',
  find: 'const outcome = await context.backend.commit(id, commit, options);',
  replace:
    'const outcome = await context.backend.commit(id, sending === 0 ? commit : { ...commit, body: Uint8Array.of(...commit.body, 32) }, options);',
  description: 'Sends other bytes the second time.',
};
