import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'refusal-taken-for-outage',
  clause: 'LE-RENEW-02',
  reason: 'outlived-refusal',
  module: 'keys/KekCache.js',
  find: "return isColloquyError(error, 'key_unavailable') && error.context['refused'] !== true;",
  replace: 'return true;',
  description: 'Uses a refused key to the end of its lease.',
};
