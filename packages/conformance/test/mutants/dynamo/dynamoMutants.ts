import type { StoreMutant } from '../../../src/mutants/Mutant.ts';
import { dynamoCommitMutants } from './dynamoCommitMutants.ts';
import { dynamoEndingMutants } from './dynamoEndingMutants.ts';
import { dynamoHeaderMutants } from './dynamoHeaderMutants.ts';
import { dynamoKitMutants } from './dynamoKitMutants.ts';
import { dynamoLargeMutants } from './dynamoLargeMutants.ts';
import { dynamoLogMutants } from './dynamoLogMutants.ts';
import { dynamoMigrationMutants } from './dynamoMigrationMutants.ts';
import { dynamoReadMutants } from './dynamoReadMutants.ts';
import { dynamoValueMutants } from './dynamoValueMutants.ts';

/** What people get wrong with DynamoDB, each in the real adapter on the real engine. */
export const dynamoMutants: readonly StoreMutant[] = [
  ...dynamoValueMutants,
  ...dynamoReadMutants,
  ...dynamoLogMutants,
  ...dynamoCommitMutants,
  ...dynamoLargeMutants,
  ...dynamoEndingMutants,
  ...dynamoHeaderMutants,
  ...dynamoMigrationMutants,
  ...dynamoKitMutants,
];
