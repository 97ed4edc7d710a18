export { openSqliteStore } from './openStore.ts';
export type { SqliteStoreOptions } from './options.ts';
export { applicationId, schemaVersion } from './schema.ts';
export { setupSql } from './setupSql.ts';
export type { SqliteStore } from './store.ts';
export { viewNames } from '@colloquy/core';
