import type { VaultMutant } from '../Mutant.ts';
import { brokenVault } from '../support/brokenKeys.ts';

export const durableNot: VaultMutant = {
  id: 'vault-durable-not',
  clause: 'KV-DURABLE-01',
  reason: 'lost',
  description: 'The vault declares itself durable and keeps everything in memory.',
  build: () => brokenVault(() => ({}), { durable: true }),
};
