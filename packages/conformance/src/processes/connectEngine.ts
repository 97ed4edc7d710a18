import { ColloquyError, type Engine, type EngineItem, type EnginePage, type PartitionPage } from '@colloquy/core';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { EngineCall, EngineReply } from './engineCall.ts';
import { readFrames, writeFrame } from './frames.ts';

/** An engine that lives in another process. */
export interface RemoteEngine extends Engine {
  close(): Promise<void>;
}

interface Waiting {
  readonly method: EngineCall['method'];
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The engine that another process serves.
 *
 * @param reach - called thrice for each request: before it is sent, when it is sent, when its answer is there
 */
export async function connectEngine(port: number, reach: () => void = () => undefined): Promise<RemoteEngine> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.setNoDelay(true);
  const waiting = new Map<number, Waiting>();
  let requests = 0;

  readFrames(socket, (value) => {
    const { number, answer, error } = value as EngineReply;
    const asked = waiting.get(number);
    waiting.delete(number);
    reach();
    if (error === undefined) asked?.resolve(answer);
    else asked?.reject(new ColloquyError('backend_error', error));
  });
  // The end follows, and tells all that wait.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    for (const { method, reject } of waiting.values()) reject(lostConnection(method));
    waiting.clear();
  });

  const request = async (call: EngineCall): Promise<unknown> => {
    if (socket.destroyed) throw new ColloquyError('backend_unavailable', 'The engine is gone.');
    const number = (requests += 1);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    waiting.set(number, { method: call.method, resolve, reject });
    reach();
    writeFrame(socket, { number, call });
    reach();
    return promise;
  };

  return {
    transact: async (argument) => (await request({ method: 'transact', argument })) as boolean,
    remove: async (argument) => void (await request({ method: 'remove', argument })),
    read: async (argument) => (await request({ method: 'read', argument })) as readonly (EngineItem | undefined)[],
    query: async (argument) => (await request({ method: 'query', argument })) as EnginePage,
    partitions: async () => (await request({ method: 'partitions' })) as readonly string[],
    partitionPage: async (argument) => (await request({ method: 'partitionPage', argument })) as PartitionPage,
    close: async () => {
      if (socket.destroyed) return;
      const closed = once(socket, 'close');
      socket.end();
      await closed;
    },
  };
}

function lostConnection(method: EngineCall['method']): ColloquyError {
  const code = method === 'transact' || method === 'remove' ? 'outcome_unknown' : 'backend_unavailable';
  return new ColloquyError(code, 'The connection to the engine was lost.');
}
