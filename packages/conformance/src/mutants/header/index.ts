import type { StoreMutant } from '../Mutant.ts';
import { endMutants } from './ends.ts';
import { readingMutants } from './reading.ts';
import { storingMutants } from './storing.ts';

/** Backends that keep their header wrongly. */
export const headerMutants: readonly StoreMutant[] = [...readingMutants, ...storingMutants, ...endMutants];
