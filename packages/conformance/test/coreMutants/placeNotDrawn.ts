import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'place-not-drawn',
  clause: 'MG-KEYS-01',
  reason: 'no-place',
  module: 'keys/createKeys.js',
  find: '...(isTakenOver ? { place: toHex(systemSources.randomBytes(16)) } : {})',
  replace: '...{}',
  description: 'Two stores over one vault are one place.',
};
