import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'destroy-peer-unread',
  clause: 'MG-KEYS-03',
  reason: 'not-refused',
  module: 'operations/destroyEpoch.js',
  find: 'dialogues += await refuseSurvivors(peer, epoch, placeOf(peer.header), options);',
  replace: 'dialogues += 1;',
  description: 'Does not look through a peer that was handed over.',
};
