/**
 * Runs the conformance suite on PostgreSQL through a real PgBouncer in transaction mode: `npm run pgbouncer`, with options of
 * `colloquy-conformance` after `--`, such as `--filter PS-COMMIT`. Needs `pgbouncer` on the PATH (Debian: `apt-get install pgbouncer`).
 *
 * Exit code 0: everything passed. 1: something failed. 3: there is no pgbouncer; nothing was tried.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startPostgres } from '@colloquy/engines';
import pg from 'pg';
import { openPostgresStore } from '../../src/index.ts';
import { startPgBouncer, versionOfPgBouncer } from './startPgBouncer.ts';

/** A pooler that would pass startup parameters and keep sessions would prove nothing. */
async function expectTransactionMode(url: string): Promise<void> {
  const refused = await openPostgresStore({ url }).then(
    (store) => store.close(),
    (error: unknown) => error,
  );
  if (!(refused instanceof Error) || !refused.message.includes('transactionPooler')) {
    throw new Error('the pooler let a store in that does not know of it', { cause: refused });
  }
  const [one, two] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })];
  await one.connect();
  await two.connect();
  const pidOf = async (client: pg.Client) =>
    (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid;
  const shared = (await pidOf(one)) === (await pidOf(two));
  await one.end();
  await two.end();
  if (!shared) throw new Error('the pooler gave two clients sessions of their own');
}

/** What no startup parameter can say through a pooler, the role says. */
async function limitStatements(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("ALTER ROLE postgres SET statement_timeout = '800ms'");
  await client.end();
}

async function main(options: readonly string[]): Promise<number> {
  const version = versionOfPgBouncer();
  if (version === undefined) {
    console.error('There is no pgbouncer on the PATH: nothing was tried. On Debian: apt-get install pgbouncer.');
    return 3;
  }
  await using server = await startPostgres();
  await limitStatements(server.url);
  await using bouncer = await startPgBouncer(server.port, version);
  console.log(`PgBouncer ${version.join('.')}, pool_mode = transaction, in front of PostgreSQL`);
  await expectTransactionMode(bouncer.url);
  const command = new URL('../../../conformance/dist/bin.js', import.meta.url).pathname;
  const kit = new URL('kit.ts', import.meta.url).pathname;
  const suite = spawn(process.execPath, [command, '--kit', kit, ...options], {
    stdio: 'inherit',
    env: { ...process.env, COLLOQUY_POSTGRES_URL: server.url, COLLOQUY_PGBOUNCER_URL: bouncer.url },
  });
  const [code] = (await once(suite, 'exit')) as [number | null];
  return code === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
