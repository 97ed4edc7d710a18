import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { postgresUrl } from '@colloquy/engines';
import { onTestFinished } from 'vitest';

/** What a server says to a session that it ends. https://www.postgresql.org/docs/current/protocol-error-fields.html */
const farewell = Buffer.from('E\0\0\0\x29SFATAL\0VFATAL\0C57P01\0Mended by hand\0\0', 'latin1');

export interface Relay {
  /** The URL of the server of the tests, over the relay. */
  readonly url: string;
  /** What clients have sent since it was last asked. */
  readonly take: () => Buffer;
  /** What the server has answered since it was last asked. */
  readonly answer: () => Buffer;
}

/** Stands between clients and the server of the tests, and keeps what either side says. `unkind`: it answers a goodbye with an error. */
export async function relay({ unkind = false } = {}): Promise<Relay> {
  const { hostname, port } = new URL(postgresUrl());
  const [toServer, toClient]: [Buffer[], Buffer[]] = [[], []];
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    client.on('data', (chunk: Buffer) => {
      toServer.push(chunk);
      if (unkind && chunk[0] === 'X'.charCodeAt(0)) client.write(farewell);
    });
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
