export type {
  Backend,
  BackendConfiguration,
  Configuration,
  DynamoBackend,
  KeySettings,
  KmsKeySettings,
  LocalKeySettings,
  PostgresBackend,
  SqliteBackend,
} from './Configuration.ts';
export { keyParts } from './keyParts.ts';
export type { ConfigurationFault } from './Layer.ts';
export { loadAdapter } from './load.ts';
export { describeBackend, openBackend, type OpenBackend, type OpenBackendOptions } from './openBackend.ts';
export { openColloquy, type Colloquy, type OpenColloquyOptions } from './openColloquy.ts';
export { openForMove, type MoveBetween, type OpenForMoveOptions, type StoreForMove } from './openForMove.ts';
export { configurationFileName } from './readFile.ts';
export {
  resolveBackendConfiguration,
  resolveConfiguration,
  type CodeSettings,
  type ConfigurationOptions,
  type FromEnvironment,
  type PostgresOverrides,
} from './resolveConfiguration.ts';
export { settings, type Setting, type SettingKind } from './settings.ts';
