import type { StoreMutant } from '../Mutant.ts';
import { answerMutants } from './answers.ts';
import { batchMutants } from './batches.ts';
import { portEndMutants } from './ends.ts';
import { residenceMutants } from './residences.ts';
import { transitionMutants } from './transitions.ts';

/** Backends that keep the residence of a move wrongly, or answer wrongly under one. */
export const migrationMutants: readonly StoreMutant[] = [
  ...transitionMutants,
  ...answerMutants,
  ...residenceMutants,
  ...batchMutants,
  ...portEndMutants,
];
