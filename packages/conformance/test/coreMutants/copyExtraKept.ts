import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-extra-kept',
  clause: 'MG-COPY-04',
  reason: 'extra-ignored',
  module: 'move/arrival/verifyCopy.js',
  find: 'await differences.record(compared);',
  replace: "if (compared.is !== 'extra') await differences.record(compared);",
  description: 'Does not look for records that are too much at the target.',
};
