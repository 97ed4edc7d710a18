import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'announced-under-any-name',
  clause: 'CK-ROTATE-02',
  reason: 'stranger-followed',
  module: 'checkpoint/announcement.js',
  find: 'from.name === to.name && ',
  replace: '',
  description: 'Follows a key of another name.',
};
