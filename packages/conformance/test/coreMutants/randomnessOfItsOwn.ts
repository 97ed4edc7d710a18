import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'randomness-of-its-own',
  clause: 'DS-SAME-01',
  reason: 'other-bytes',
  module: 'store/buildCommit.js',
  find: 'const logId = sources.randomBytes(16);',
  replace: 'const logId = crypto.getRandomValues(new Uint8Array(16));',
  description: 'Draws randomness from somewhere else than its source.',
};
