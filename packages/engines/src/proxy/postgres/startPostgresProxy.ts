import { startProxy, type Proxy } from '../startProxy.ts';
import { postgresFraming } from './framing.ts';

/** A proxy that knows the messages of PostgreSQL. */
export interface PostgresProxy extends Proxy {
  /** The URL that it was started for, through the proxy. */
  readonly serverUrl: string;
}

/**
 * Starts a proxy in front of a PostgreSQL server, for unencrypted connections.
 *
 * @param url - of the server
 * @example
 * ```ts
 * await using proxy = await startPostgresProxy(database.url);
 * const client = new pg.Client({ connectionString: proxy.serverUrl });
 * const injection = proxy.inject(cutAnswer({ text: 'COMMIT' }));
 * ```
 */
export async function startPostgresProxy(url: string): Promise<PostgresProxy> {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const proxy = await startProxy({ target: { host, port: Number(port || 5432) }, framing: postgresFraming });
  return Object.assign(proxy, { serverUrl: proxy.url(url) });
}
