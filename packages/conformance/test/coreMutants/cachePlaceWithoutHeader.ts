import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'cache-place-without-header',
  clause: 'EV-CACHE-01',
  reason: 'flag-cleared',
  module: 'envelope/CommitKeyCache.js',
  find: 'Buffer.from(envelope.buffer, envelope.byteOffset, offsets.nonce)',
  replace: 'Buffer.from(envelope.buffer, envelope.byteOffset + offsets.salt, 16)',
  description: 'Finds cached keys by the salt alone.',
};
