import { memoryKit } from '../../memory/memoryKit.ts';
import type { StoreMutant } from '../Mutant.ts';
import { withoutSteps } from '../support/withoutSteps.ts';

export const kitObstacleOfPaper: StoreMutant = {
  id: 'kit-obstacle-of-paper',
  clause: 'KIT-OBSTACLE-01',
  reason: 'no-obstacle',
  description: 'The obstacle that the fixture names stops nothing.',
  build: () => withoutSteps(memoryKit(), [{ name: 'paper', place: async () => async () => undefined }]),
};
