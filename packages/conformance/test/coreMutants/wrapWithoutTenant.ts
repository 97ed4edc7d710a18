import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'wrap-without-tenant',
  clause: 'EV-WRAP-02',
  reason: 'wrap-misplaced',
  module: 'envelope/dialogueKeyWrap.js',
  find: 'sha256(label, lengthPrefixed(tenant), lengthPrefixed(dialogueId), u32(version))',
  replace: 'sha256(label, lengthPrefixed(dialogueId), u32(version))',
  description: 'Binds a wrap to no tenant.',
};
