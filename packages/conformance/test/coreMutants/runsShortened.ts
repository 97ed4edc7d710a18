import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'runs-shortened',
  clause: 'EV-PAD-03',
  reason: 'compressed',
  module: 'envelope/sealRecords.js',
  find: 'records.map(({ addressHash, plaintext }, at) => {',
  replace:
    'records.map(({ addressHash, plaintext: whole }, at) => { const plaintext = whole.filter((byte, i) => byte !== whole[i - 1]);',
  description: 'Shortens runs of equal bytes.',
};
