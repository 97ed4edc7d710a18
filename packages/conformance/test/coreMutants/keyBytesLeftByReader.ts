import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'key-bytes-left-by-reader',
  clause: 'EV-SECRET-01',
  reason: 'key-bytes-left',
  module: 'store/dialogueKeys.js',
  find: 'bytes.fill(0);',
  replace: '',
  description: 'Leaves the bytes of unwrapped keys in memory.',
};
