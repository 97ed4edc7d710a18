export {
  MemoryEngine,
  type Engine,
  type EngineAction,
  type EngineCondition,
  type EngineItem,
  type EnginePlace,
  type EngineQuery,
  type EngineRow,
} from './MemoryEngine.ts';
export { MemoryPartitionStore, type MemoryStoreOptions } from './MemoryPartitionStore.ts';
