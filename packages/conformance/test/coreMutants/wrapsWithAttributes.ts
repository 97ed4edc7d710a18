import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'wraps-with-attributes',
  clause: 'CL-BYTES-07',
  reason: 'wrong-wraps',
  module: 'store/makeKey.js',
  find: 'attributes: {}, envelope, prior: null',
  replace: 'attributes: { version: 1 }, envelope, prior: null',
  description: 'Gives wrapped keys an attribute.',
};
