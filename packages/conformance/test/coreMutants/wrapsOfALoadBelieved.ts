import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'wraps-of-a-load-believed',
  clause: 'CL-READ-04',
  reason: 'false-alarm',
  module: 'store/loadVerified.js',
  find: 'throw failure;\n    return now.head.n === head.n ? now.head : undefined;',
  replace: 'throw failure;\n    if (now.head.n === head.n)\n        throw failure;\n    return undefined;',
  description:
    'Calls it damage where a load does not show the wrapped keys, without asking for them together with the head.',
};
