import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'wrap-without-lengths',
  clause: 'EV-WRAP-02',
  reason: 'wrap-ambiguous',
  module: 'envelope/dialogueKeyWrap.js',
  find: 'sha256(label, lengthPrefixed(tenant), lengthPrefixed(dialogueId), u32(version))',
  replace: 'sha256(label, Buffer.from(tenant), Buffer.from(dialogueId), u32(version))',
  description: 'Hashes tenant and dialogue without their lengths.',
};
