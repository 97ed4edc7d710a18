import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'tag-of-four-bytes',
  clause: 'EV-OPEN-04',
  reason: 'tag-unchecked',
  module: 'envelope/aead.js',
  find: 'const decipher = createDecipheriv(algorithm, key, nonce, options); decipher.setAAD(associatedData); decipher.setAuthTag(tag);',
  replace:
    'const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: 4 }); decipher.setAAD(associatedData); decipher.setAuthTag(tag.subarray(0, 4));',
  description: 'Looks at four bytes of the tag.',
};
