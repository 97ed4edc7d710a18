export type {
  Engine,
  EngineAction,
  EngineCondition,
  EngineItem,
  EnginePage,
  EnginePlace,
  EngineQuery,
  PartitionsOptions,
  EngineRow,
  TransactOptions,
} from './Engine.ts';
export { KeyValuePartitionStore, type KeyValueStoreOptions } from './KeyValuePartitionStore.ts';
