import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture } from '../support/broken.ts';

export const kitProcessesMissing: StoreMutant = {
  id: 'kit-processes-missing',
  clause: 'KIT-PROCESS-01',
  reason: 'missing-prerequisite',
  description: 'Processes are declared, and nothing says how another one opens the data.',
  build: () => brokenFixture(() => ({}), {}, { processes: true }),
};
