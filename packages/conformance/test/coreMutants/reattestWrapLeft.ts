import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reattest-wrap-left',
  clause: 'RA-ATTEST-06',
  reason: 'not-mended',
  module: 'recovery/mendKeys.js',
  find: "if (wraps.torn.has(key)) written.push(await wrapAnew('dek', version, found));",
  replace: '',
  description: 'Leaves a data key under an epoch that the head does not name.',
};
