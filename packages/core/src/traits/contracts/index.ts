export { analyticsPortContract, analyticsStoreContract } from './analyticsContracts.ts';
export { dialogueStoreContract, type BackendCalls } from './dialogueStoreContract.ts';
export { keyProviderContract, keyVaultContract, type KeyBudget } from './keyContracts.ts';
export { partitionStoreContract } from './partitionStoreContract.ts';
export { repairPortContract } from './repairPortContract.ts';
export type { MethodContract, MethodNames, PartitionBudget, TraitContract } from './TraitContract.ts';
