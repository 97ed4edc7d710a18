import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'item-by-round',
  clause: 'DS-READ-02',
  reason: 'other-entity',
  module: 'store/createDialogueStore.js',
  find: 'entityKey.item(parsed.type, parsed.round, parsed.seq)',
  replace: 'entityKey.item(parsed.type, parsed.round, 1)',
  description: 'Looks only at the round of a display id.',
};
