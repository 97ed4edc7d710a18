import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'epoch-unchecked',
  clause: 'EV-WRAP-05',
  reason: 'other-epoch-opened',
  module: 'envelope/wrap.js',
  find: 'if (parsed.keyVersion !== epoch) return 2;',
  replace: '',
  description: 'Opens a wrap of whatever epoch it names.',
};
