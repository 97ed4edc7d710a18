import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'later-rev-believed',
  clause: 'EV-OPEN-06',
  reason: 'rev-believed',
  module: 'store/records.js',
  find: '|| rev > headN',
  replace: '',
  description: 'Believes revisions that the head does not know.',
};
