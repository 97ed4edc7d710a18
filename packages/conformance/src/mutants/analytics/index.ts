import type { StoreMutant } from '../Mutant.ts';
import { analyticsEndMutants } from './ends.ts';
import { analyticsListMutants } from './lists.ts';
import { analyticsPageMutants } from './pages.ts';
import { analyticsRowMutants } from './rows.ts';

/** Backends that answer questions across dialogues wrongly. */
export const analyticsMutants: readonly StoreMutant[] = [
  ...analyticsRowMutants,
  ...analyticsListMutants,
  ...analyticsPageMutants,
  ...analyticsEndMutants,
];
