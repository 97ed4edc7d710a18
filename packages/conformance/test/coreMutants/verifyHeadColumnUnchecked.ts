import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verify-head-column-unchecked',
  clause: 'CL-VERIFY-03',
  reason: 'head-not-checked',
  module: 'verify/checkHead.js',
  find: 'header.n !== n || toHex(header.commitId) !== head.commitId',
  replace: 'header.n !== n',
  description: 'Does not compare the column beside the head with it.',
};
