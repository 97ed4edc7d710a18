import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'wrap-names-other-epoch',
  clause: 'EV-WRAP-01',
  reason: 'wrong-wrap',
  module: 'envelope/layout.js',
  find: 'encodePrefix(purpose, keyVersion, flags) {',
  replace: 'encodePrefix(purpose, keyVersion, flags) { if (purpose !== "record") keyVersion += 256;',
  description: 'Names an epoch that is not that of the KEK.',
};
