import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'runs-shortened',
  clause: 'EV-PAD-03',
  reason: 'compressed',
  module: 'envelope/sealRecords.js',
  find: 'const padded = pad(plaintext);',
  replace: 'const padded = pad(plaintext.filter((byte, i) => byte !== plaintext[i - 1]));',
  description: 'Shortens runs of equal bytes.',
};
