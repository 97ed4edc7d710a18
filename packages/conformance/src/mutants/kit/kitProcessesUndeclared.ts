import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture } from '../support/broken.ts';

export const kitProcessesUndeclared: StoreMutant = {
  id: 'kit-processes-undeclared',
  clause: 'KIT-PROCESS-01',
  reason: 'undeclared-processes',
  description: 'Another process could open the data, but the kit does not declare it, so that it is never tried.',
  build: () => brokenFixture(() => ({ elsewhere: { module: 'file:///store.js', config: {} } })),
};
