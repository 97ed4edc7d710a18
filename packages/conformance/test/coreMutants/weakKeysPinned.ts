import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'weak-keys-pinned',
  clause: 'CK-KEY-04',
  reason: 'weak-key-accepted',
  module: 'checkpoint/safePublicKey.js',
  find: '&& !smallOrder.has(y)',
  replace: '',
  description: 'Pins keys under which anybody can sign.',
};
