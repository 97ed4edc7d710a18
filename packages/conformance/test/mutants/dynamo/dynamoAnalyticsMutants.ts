import type { StoreMutant } from '../../../src/mutants/Mutant.ts';
import { dynamoEndMutants } from './dynamoEndMutants.ts';
import { dynamoListMutants } from './dynamoListMutants.ts';
import { dynamoPageMutants } from './dynamoPageMutants.ts';
import { dynamoRowMutants } from './dynamoRowMutants.ts';

/** What people get wrong with indexes of DynamoDB, each in the real adapter on the real engine. */
export const dynamoAnalyticsMutants: readonly StoreMutant[] = [
  ...dynamoRowMutants,
  ...dynamoListMutants,
  ...dynamoPageMutants,
  ...dynamoEndMutants,
];
