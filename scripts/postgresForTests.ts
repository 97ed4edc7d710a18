import { createDatabase, startPostgres } from '@colloquy/engines';

const variable = 'COLLOQUY_POSTGRES_URL';

/** Says that another project of this run has done what is done here. */
const done = 'COLLOQUY_POSTGRES_PREPARED';

/**
 * The global setup of every test project that needs PostgreSQL. The first of them starts one server for the whole run, unless
 * COLLOQUY_POSTGRES_URL names one, and makes a database of ICU collation there; the variable names that database from then on.
 * Workers and their child processes inherit it.
 *
 * @returns what vitest calls when all projects are through
 */
export default async function setUpPostgres(): Promise<(() => Promise<void>) | undefined> {
  if (process.env[done] === '1') return undefined;
  const named = process.env[variable] ?? '';
  const server = named === '' ? await startPostgres() : undefined;
  const database = await createDatabase(server?.url ?? named);
  process.env[variable] = database.url;
  process.env[done] = '1';
  return async () => {
    await database.drop();
    await server?.close();
    process.env[variable] = named;
    delete process.env[done];
  };
}
