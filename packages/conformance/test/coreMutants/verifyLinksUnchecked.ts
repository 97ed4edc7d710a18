import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verify-links-unchecked',
  clause: 'CL-VERIFY-01',
  reason: 'entry-not-checked',
  module: 'verify/LogVerifier.js',
  find: '!bytesEqual(header.prevHash, this.#lastHash)',
  replace: 'header.prevHash.byteLength === 0',
  description: 'Does not check the links between entries.',
};
