import { launchServer } from '../guardian/launchServer.ts';
import { dataOf } from './postgresEngine.ts';
import type { PostgresServer } from './PostgresServer.ts';

/** How to start a server. */
export interface PostgresOptions {
  /**
   * Whether commits wait for the disk. Default false: a crash of the server (`kill`) loses nothing either way, only a crash of the system
   * does, and no test causes one. True where the cost of durability is measured.
   */
  readonly fsync?: boolean;
  /** Settings as in postgresql.conf, such as `{ deadlock_timeout: '100ms' }`. They win over those chosen here. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Folder of another installation, with `bin`, `lib` and `share`. Default: the one that npm installed for this platform. */
  readonly binaries?: string;
}

/**
 * Starts PostgreSQL on a free port of 127.0.0.1, with data of its own below the folder for temporary files. It takes half a second to a
 * second. Run by root it changes to uid 65534. It keeps no process alive.
 *
 * @throws Error with the end of the server's log when it does not start; that names COLLOQUY_POSTGRES_URL when npm has no server for this
 *   platform
 * @example
 * ```ts
 * await using server = await startPostgres({ settings: { deadlock_timeout: '100ms' } });
 * const client = new pg.Client({ connectionString: server.url });
 * ```
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const { fsync = false, settings = {}, binaries } = options;
  const { server, folder } = await launchServer({ kind: 'postgres', fsync, settings, binaries });
  return Object.assign(server, {
    url: `postgres://postgres@127.0.0.1:${server.port}/postgres`,
    dataDirectory: dataOf(folder),
  });
}
