import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'similar-goes-on',
  clause: 'AS-SIMILAR-05',
  reason: 'went-on',
  module: 'analytics/inOrder.js',
  find: 'failed = true;',
  replace: '',
  description: 'After a failure the other workers go on to the end.',
};
