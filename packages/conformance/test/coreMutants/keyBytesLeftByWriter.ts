import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'key-bytes-left-by-writer',
  clause: 'EV-SECRET-01',
  reason: 'key-bytes-left',
  module: 'store/makeKey.js',
  find: 'bytes.fill(0);',
  replace: '',
  description: 'Leaves the bytes of new keys in memory.',
};
