import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'flags-unchecked',
  clause: 'EV-LAYOUT-04',
  reason: 'not-refused',
  module: 'envelope/layout.js',
  find: 'if (!rule.flags.has(flags))',
  replace: 'if (flags < 0)',
  description: 'Opens envelopes with flags that it does not know.',
};
