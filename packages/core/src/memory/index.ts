export { MemoryEngine } from './MemoryEngine.ts';
export { MemoryPartitionStore, type MemoryStoreOptions } from './MemoryPartitionStore.ts';
