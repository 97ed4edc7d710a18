import { memoryKit } from '../../memory/memoryKit.ts';
import type { StoreMutant } from '../Mutant.ts';
import { withoutSteps } from '../support/withoutSteps.ts';

export const kitWithoutObstacle: StoreMutant = {
  id: 'kit-without-obstacle',
  clause: 'KIT-OBSTACLE-01',
  reason: 'missing-prerequisite',
  description: 'There is no way to make a commit fail, so nobody knows what its errors mean.',
  build: () => withoutSteps(memoryKit()),
};
