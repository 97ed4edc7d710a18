import { httpFraming } from '../http/framing.ts';
import { startProxy, type Proxy } from '../startProxy.ts';

/** A proxy that knows the requests of DynamoDB and their answers. */
export interface DynamoProxy extends Proxy {
  /** The endpoint that it was started for, through the proxy. */
  readonly endpoint: string;
}

/**
 * Starts a proxy in front of a DynamoDB endpoint, for unencrypted connections.
 *
 * @param endpoint - such as `http://127.0.0.1:8000`
 * @throws Error for an endpoint that is not `http`
 * @example
 * ```ts
 * await using proxy = await startDynamoProxy(dynamoConfig().endpoint);
 * const client = new DynamoDBClient({ ...dynamoConfig(), endpoint: proxy.endpoint });
 * const injection = proxy.inject(cutAnswer({ type: 'TransactWriteItems' })); // takes effect, and nobody is told
 * ```
 */
export async function startDynamoProxy(endpoint: string): Promise<DynamoProxy> {
  const { protocol, hostname, port } = new URL(endpoint);
  if (protocol !== 'http:') throw new Error(`the proxy cannot read what is encrypted: ${endpoint}`);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const proxy = await startProxy({ target: { host, port: Number(port || 80) }, framing: httpFraming });
  return Object.assign(proxy, { endpoint: proxy.url(endpoint) });
}
