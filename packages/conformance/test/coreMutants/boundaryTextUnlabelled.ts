import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'boundary-text-unlabelled',
  clause: 'MG-ENTRY-04',
  reason: 'signature-refused',
  module: 'move/boundaryEntry.js',
  find: '`colloquy/v1/boundary\\n${toBase64(hash)}\\n`',
  replace: '`${toBase64(hash)}\\n`',
  description: 'Signs the bare hash: another text of two lines could pass for it.',
};
