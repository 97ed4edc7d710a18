import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'header-inconsistent',
  clause: 'CL-BYTES-04',
  reason: 'bad-header-accepted',
  module: 'log/header.js',
  find: 'fields.ok && isConsistent(header) &&',
  replace: 'fields.ok &&',
  description: 'Takes headers whose fields contradict each other.',
};
