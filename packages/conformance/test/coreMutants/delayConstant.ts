import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'delay-constant',
  clause: 'CL-WRITE-03',
  reason: 'delays-do-not-grow',
  module: 'store/backoff.js',
  find: 'baseMilliseconds * 2 ** attempt',
  replace: 'baseMilliseconds',
  description: 'Waits equally long before every attempt.',
};
