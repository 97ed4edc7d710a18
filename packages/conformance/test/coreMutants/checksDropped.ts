import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'checks-dropped',
  clause: 'CL-WRITE-02',
  reason: 'missing-check',
  module: 'store/write.js',
  find: 'checks.push({ key, digest: ground.digestOf(key) });',
  replace: 'checks.length = 0;',
  description: 'Forgets what a plan only looked at.',
};
