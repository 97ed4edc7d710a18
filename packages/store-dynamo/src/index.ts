export { estimateCapacity, type Capacity, type CapacityEstimate } from './capacity/index.ts';
export { DynamoStore, openDynamoStore } from './openStore.ts';
export type { DynamoStoreOptions } from './options.ts';
export { tableDefinition, transactionLimit } from './table.ts';
