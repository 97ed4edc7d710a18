import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { postgresUrl } from '@colloquy/engines';
import { onTestFinished } from 'vitest';

export interface Relay {
  /** The URL of the server of the tests, over the relay. */
  readonly url: string;
  /** What clients have sent since it was last asked. */
  readonly take: () => Buffer;
  /** What the server has answered since it was last asked. */
  readonly answer: () => Buffer;
}

/** Stands between clients and the server of the tests, and keeps what either side says. */
export async function relay(): Promise<Relay> {
  const { hostname, port } = new URL(postgresUrl());
  const [toServer, toClient]: [Buffer[], Buffer[]] = [[], []];
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    client.on('data', (chunk: Buffer) => void toServer.push(chunk));
    upstream.on('data', (chunk: Buffer) => void toClient.push(chunk));
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) socket.on('error', () => client.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const url = new URL(postgresUrl());
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    take: () => Buffer.concat(toServer.splice(0)),
    answer: () => Buffer.concat(toClient.splice(0)),
  };
}
