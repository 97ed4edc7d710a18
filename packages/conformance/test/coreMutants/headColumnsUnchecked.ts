import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'head-columns-unchecked',
  clause: 'CL-READ-01',
  reason: 'head-believed',
  module: 'store/verifyHead.js',
  find: 'header.n !== head.n || toHex(header.commitId) !== head.commitId',
  replace: 'header.n !== head.n',
  description: 'Does not compare the columns beside a header with it.',
};
