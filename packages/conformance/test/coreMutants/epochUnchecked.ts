import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'epoch-unchecked',
  clause: 'EV-WRAP-05',
  reason: 'other-epoch-opened',
  module: 'envelope/wrap.js',
  find: 'parsed === undefined || parsed.keyVersion !== epoch',
  replace: 'parsed === undefined',
  description: 'Opens a wrap of whatever epoch it names.',
};
