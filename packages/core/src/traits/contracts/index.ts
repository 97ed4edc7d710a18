export { analyticsPortContract, analyticsStoreContract } from './analyticsContracts.ts';
export type { Bound, Formula } from './Bound.ts';
export { dialogueStoreContract } from './dialogueStoreContract.ts';
export { keyProviderContract, keyVaultContract } from './keyContracts.ts';
export { migrationPortContract } from './migrationPortContract.ts';
export { migrationStoreContract } from './migrationStoreContract.ts';
export { partitionStoreContract } from './partitionStoreContract.ts';
export { repairPortContract } from './repairPortContract.ts';
export { storeHeaderContract } from './storeHeaderContract.ts';
export type {
  AccessClass,
  BackendCalls,
  KeyBudget,
  MethodContract,
  MethodNames,
  PartitionBudget,
  TraitContract,
} from './TraitContract.ts';
