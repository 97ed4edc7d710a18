import { startPostgres } from '@colloquy/engines';

const variable = 'COLLOQUY_POSTGRES_URL';

/**
 * The global setup of every test project that needs PostgreSQL: the first of them starts one server for the whole run, unless
 * COLLOQUY_POSTGRES_URL names one. Workers and their child processes inherit the variable.
 *
 * @returns what vitest calls when all projects are through
 */
export default async function setUpPostgres(): Promise<(() => Promise<void>) | undefined> {
  if ((process.env[variable] ?? '') !== '') return undefined;
  const server = await startPostgres();
  process.env[variable] = server.url;
  return async () => {
    delete process.env[variable];
    await server.close();
  };
}
