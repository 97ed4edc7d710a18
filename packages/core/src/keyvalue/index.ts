export type {
  Engine,
  EngineAction,
  EngineCondition,
  EngineItem,
  EnginePage,
  EnginePlace,
  EngineQuery,
  PartitionPage,
  PartitionsOptions,
  EngineRow,
  TransactOptions,
} from './Engine.ts';
export { KeyValuePartitionStore, type KeyValueStoreOptions } from './KeyValuePartitionStore.ts';
