import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'purpose-unchecked',
  clause: 'EV-LAYOUT-04',
  reason: 'not-refused',
  module: 'envelope/layout.js',
  find: '|| bytes[offsets.purpose] !== rule.byte',
  replace: '',
  description: 'Opens whatever purpose stands there.',
};
