export { indexShards, secondaryIndexes, type SecondaryIndex } from './indexes.ts';
export { DynamoStore, openDynamoStore } from './openStore.ts';
export type { DynamoStoreOptions } from './options.ts';
export { tableDefinition, transactionLimit } from './table.ts';
