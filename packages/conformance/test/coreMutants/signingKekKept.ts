import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'signing-kek-kept',
  clause: 'CK-SEED-03',
  reason: 'signed-without-key',
  module: 'keys/signing/SigningKey.js',
  find: 'await keyring.kek(epoch, call)',
  replace: '(wrap.kept ??= await keyring.kek(epoch, call))',
  description: 'Keeps the key-encryption key that it once had.',
};
