import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'note-hash-not-strict',
  clause: 'CK-NOTE-01',
  reason: 'other-text-accepted',
  module: 'bytes/base64.js',
  find: 'bytes.toString(encoding) === text',
  replace: 'text.length > 0',
  description: 'Decodes base64 in any form.',
};
