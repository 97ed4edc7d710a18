import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'prepare-race-unseen',
  clause: 'MG-KEYS-02',
  reason: 'lost-change',
  module: 'move/prepareHeaders.js',
  find: '(await port.replace(bytes, encodeStoreHeader(next), call))',
  replace: '(await port.replace(bytes, encodeStoreHeader(next), call), true)',
  description: 'Takes a lost race for a change that is there.',
};
