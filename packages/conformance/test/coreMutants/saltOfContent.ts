import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'salt-of-content',
  clause: 'EV-SEAL-03',
  reason: 'salt-of-content-alone',
  module: 'envelope/hedge.js',
  find: '.update(random).update(bodyHash)',
  replace: '.update(bodyHash)',
  description: 'Takes the salt from the content alone.',
};
