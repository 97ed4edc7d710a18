import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'creation-alarms',
  clause: 'CL-ONCE-03',
  reason: 'false-alarm',
  module: 'store/history.js',
  find: 'if (read === undefined && page.entries.length > 0)',
  replace: 'if (from < 0)',
  description: 'Takes a dialogue that has just come into being for a forged one.',
};
