import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** One end of a connection, and all that has come to it. */
export interface Peer {
  readonly socket: Socket;
  readonly received: () => string;
  /** Fulfilled with `end` at an orderly end, with the code of the error at a reset. */
  readonly over: Promise<string>;
}

function peerOf(socket: Socket): Peer {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  const over = new Promise<string>((resolve) => {
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    socket.once('end', () => resolve('end'));
  });
  return { socket, received: () => Buffer.concat(chunks).toString('latin1'), over };
}

/** A server on 127.0.0.1 that answers nothing by itself; `peers` in the order in which they came. */
export async function listening(): Promise<
  { readonly port: number; readonly peers: readonly Peer[] } & AsyncDisposable
> {
  const peers: Peer[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => peers.push(peerOf(socket)));
  await once(server.listen({ port: 0, host: '127.0.0.1' }), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    peers,
    async [Symbol.asyncDispose]() {
      for (const { socket } of peers) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A client of a port of 127.0.0.1, connected. */
export async function client(port: number): Promise<Peer> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  const peer = peerOf(socket);
  await once(socket, 'connect');
  return peer;
}

/** All that a client gets until the end. */
export async function all(socket: Socket): Promise<Buffer> {
  return await buffer(socket);
}
