import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-purge-unseen',
  clause: 'MG-PURGE-02',
  reason: 'purged',
  module: 'move/mover/purge.js',
  find: "const holder = state === 'moved' ? await holderOf(context, to, id, moveId, call) : undefined;",
  replace: 'const holder = undefined;',
  description: 'Purges without a look at the store that is said to hold the dialogue.',
};
