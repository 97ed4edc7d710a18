import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture } from '../support/broken.ts';

export const kitLimitUnheld: StoreMutant = {
  id: 'kit-limit-unheld',
  clause: 'KIT-LIMIT-01',
  reason: 'limit-without-steps',
  description: 'A limit is declared, and the moments between its transactions are out of reach of the suite.',
  build: () => brokenFixture(() => ({ obstacles: [] }), { transactionLimit: 7 }, { stepped: false }),
};
