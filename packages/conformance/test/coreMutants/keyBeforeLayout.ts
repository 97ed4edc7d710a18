import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'key-before-layout',
  clause: 'EV-OPEN-01',
  reason: 'key-before-layout',
  module: 'envelope/layout.js',
  find: 'if (!isKeyVersion(keyVersion)) return undefined;',
  replace: '',
  description: 'Looks for the key of any version.',
};
