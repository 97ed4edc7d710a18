import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'announced-by-old-alone',
  clause: 'CK-ROTATE-01',
  reason: 'wrong-announcement',
  module: 'checkpoint/announcement.js',
  find: '[from, to], options',
  replace: '[from], options',
  description: 'The new key does not sign its announcement.',
};
