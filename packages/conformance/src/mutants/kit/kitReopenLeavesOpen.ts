import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture } from '../support/broken.ts';

export const kitReopenLeavesOpen: StoreMutant = {
  id: 'kit-reopen-leaves-open',
  clause: 'KIT-REOPEN-01',
  reason: 'left-open',
  description: 'Reopening opens another client and closes none, so nothing is ever read back.',
  build: () => brokenFixture((fixture) => ({ reopen: () => fixture.second() }), { transactionLimit: 7, disk: true }),
};
