import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-digest-from-column',
  clause: 'MG-COPY-02',
  reason: 'other-bytes-copied',
  module: 'move/arrival/compareStored.js',
  find: 'digest: sha256Hex(envelope)',
  replace: 'digest',
  description: 'Takes the digest from its column instead of computing it of the bytes.',
};
