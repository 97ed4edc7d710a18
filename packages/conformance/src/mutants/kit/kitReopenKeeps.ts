import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture } from '../support/broken.ts';

export const kitReopenKeeps: StoreMutant = {
  id: 'kit-reopen-keeps',
  clause: 'KIT-REOPEN-01',
  reason: 'undeclared-durability',
  description: 'A kit that keeps its data does not declare it, and so is never asked for durability.',
  build: () => brokenFixture(() => ({}), { transactionLimit: 7, disk: true }, { durable: false }),
};
