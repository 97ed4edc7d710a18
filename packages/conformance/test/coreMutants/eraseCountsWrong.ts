import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'erase-counts-wrong',
  clause: 'KO-ERASE-03',
  reason: 'not-sound',
  module: 'operations/erase.js',
  find: 'expected.get(key) ?? null)',
  replace: 'records.get(key)?.record.digest ?? null)',
  description: 'Takes what a restore has put back for what the log has written.',
};
