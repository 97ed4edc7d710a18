import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'note-number-loose',
  clause: 'CK-NOTE-01',
  reason: 'other-text-accepted',
  module: 'checkpoint/checkpointText.js',
  find: '\\n([1-9][0-9]{0,15})\\n',
  replace: '\\n([0-9]{1,16})\\n',
  description: 'Takes an n with leading zeros: two texts for one checkpoint.',
};
