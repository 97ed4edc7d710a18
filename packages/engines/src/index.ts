export { freePort } from './freePort.ts';
export { createDatabase, type TestDatabase } from './postgres/createDatabase.ts';
export { locateBinaries, type Binaries } from './postgres/locateBinaries.ts';
export type { PostgresServer } from './postgres/PostgresServer.ts';
export { postgresUrl } from './postgres/postgresUrl.ts';
export { startPostgres, type PostgresOptions } from './postgres/startPostgres.ts';
