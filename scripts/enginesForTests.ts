import { createDatabase, MissingDynamo, startDynamo, startPostgres } from '@colloquy/engines';

const postgresVariable = 'COLLOQUY_POSTGRES_URL';
const dynamoVariable = 'COLLOQUY_DYNAMO_ENDPOINT';

/** Says to `dynamoConfig` that the endpoint is that of a server started here. */
const startedVariable = 'COLLOQUY_DYNAMO_STARTED';

/** Says that another project of this run has done what is done here. */
const done = 'COLLOQUY_ENGINES_PREPARED';

type TearDown = () => Promise<void>;

/** A server, unless one is named, and a database of ICU collation on it; the variable names that database from then on. */
async function setUpPostgres(): Promise<TearDown> {
  const named = process.env[postgresVariable] ?? '';
  const server = named === '' ? await startPostgres() : undefined;
  const database = await createDatabase(server?.url ?? named).catch(async (error: unknown) => {
    await server?.close();
    throw error;
  });
  process.env[postgresVariable] = database.url;
  return async () => {
    process.env[postgresVariable] = named;
    await database.drop();
    await server?.close();
  };
}

/**
 * An engine in memory, unless an endpoint is named. Where npm has none for this platform it is said here, once; tests that need it fail
 * with the same message, all others run.
 */
async function setUpDynamo(): Promise<TearDown | undefined> {
  if ((process.env[dynamoVariable] ?? '') !== '') return undefined;
  const server = await startDynamo({ inMemory: true }).catch((error: unknown) => {
    if (!(error instanceof MissingDynamo)) throw error;
    console.error(error.message);
    return undefined;
  });
  if (server === undefined) return undefined;
  process.env[dynamoVariable] = server.endpoint;
  process.env[startedVariable] = '1';
  return async () => {
    process.env[dynamoVariable] = '';
    delete process.env[startedVariable];
    await server.close();
  };
}

/**
 * The global setup of every test project that needs servers. The first of them starts all of them for the whole run, at once; those that
 * COLLOQUY_POSTGRES_URL or COLLOQUY_DYNAMO_ENDPOINT names are used instead. Workers and their child processes inherit the variables.
 *
 * @returns what vitest calls when all projects are through
 */
export default async function setUpEngines(): Promise<TearDown | undefined> {
  if (process.env[done] === '1') return undefined;
  const attempts = await Promise.allSettled([setUpPostgres(), setUpDynamo()]);
  const tearDown: TearDown = async () => {
    await Promise.all(attempts.map(async (attempt) => attempt.status === 'fulfilled' && (await attempt.value?.())));
    delete process.env[done];
  };
  const reasons = attempts.filter((attempt) => attempt.status === 'rejected').map((attempt): unknown => attempt.reason);
  if (reasons.length > 0) {
    await tearDown();
    throw reasons.length === 1 ? reasons[0] : new AggregateError(reasons, reasons.map(String).join('\n'));
  }
  process.env[done] = '1';
  return tearDown;
}
