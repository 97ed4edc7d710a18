import { memoryKit } from '../../memory/memoryKit.ts';
import type { StoreMutant } from '../Mutant.ts';
import { withoutSteps } from '../support/withoutSteps.ts';

export const kitStepsMissing: StoreMutant = {
  id: 'kit-steps-missing',
  clause: 'KIT-STEP-01',
  reason: 'missing-prerequisite',
  description: 'Steps are declared and no held client is offered.',
  build: () => ({ ...withoutSteps(memoryKit()), capabilities: { durable: false, processes: false, stepped: true } }),
};
