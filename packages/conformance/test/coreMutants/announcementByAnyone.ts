import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'announcement-by-anyone',
  clause: 'CK-ROTATE-02',
  reason: 'stranger-followed',
  module: 'checkpoint/announcement.js',
  find: 'signers.length < 2',
  replace: 'signers.length < 1',
  description: 'Follows a key that has not signed its announcement.',
};
