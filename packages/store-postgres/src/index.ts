export { viewNames } from '@colloquy/core';
export { openPostgresStore } from './openStore.ts';
export type { PostgresStoreOptions } from './options.ts';
export type { PostgresClient, PostgresPool } from './pool.ts';
export { schemaVersion } from './schema.ts';
export { setupSql } from './setupSql.ts';
export type { PostgresStore } from './store.ts';
