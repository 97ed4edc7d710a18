import type { Engine } from '@colloquy/core';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { EngineCall, EngineReply, EngineRequest } from './engineCall.ts';
import { readFrames, writeFrame } from './frames.ts';

/** An engine that other processes reach. */
export interface ServedEngine {
  /** Where {@link connectEngine} finds it, on the loopback interface. */
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Lets other processes of this machine use an engine of this one: each call is one request, executed whole or, when it did not arrive
 * whole, not at all. What such a process holds dies with it, what the engine holds does not.
 *
 * @param current - the engine, asked for at every request
 */
export async function serveEngine(current: () => Engine): Promise<ServedEngine> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => sockets.delete(socket));
    // A client that was killed resets its connection.
    socket.on('error', () => socket.destroy());
    readFrames(socket, (value) => {
      const { number, call } = value as EngineRequest;
      const reply = (answered: Omit<EngineReply, 'number'>): void => {
        if (socket.writable) writeFrame(socket, { number, ...answered } satisfies EngineReply);
      };
      execute(current(), call).then(
        (answer) => reply({ answer }),
        (error: unknown) => reply({ error: String(error) }),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the engine is not served on a port');
  return {
    port: address.port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function execute(engine: Engine, call: EngineCall): Promise<unknown> {
  switch (call.method) {
    case 'transact':
      return engine.transact(call.argument);
    case 'remove':
      return engine.remove(call.argument);
    case 'read':
      return engine.read(call.argument);
    case 'partitions':
      return engine.partitions();
    case 'partitionPage':
      return engine.partitionPage(call.argument);
    case 'query':
      return engine.query(call.argument);
  }
}
