import { engineOf } from './engineOf.ts';
import { GuardedServer } from './GuardedServer.ts';
import type { Answer, Order, Running } from './guardianProtocol.ts';

/**
 * The program that owns a server: it starts it, ends it, and deletes its data when the process that wanted the server is gone, however
 * that came about. Then the channel between the two closes, and nothing else can close it.
 */

const server = new GuardedServer();
let queue: Promise<unknown> = Promise.resolve();

async function obey({ kind, plan }: Order): Promise<Running | undefined> {
  switch (kind) {
    case 'launch':
      if (plan === undefined) throw new Error('launch needs a plan');
      return await server.launch(engineOf(plan));
    case 'start':
      return await server.start();
    case 'stop':
      await server.stop();
      return undefined;
    case 'kill':
      await server.kill();
      return undefined;
    case 'pause':
      await server.pause();
      return undefined;
    case 'resume':
      await server.resume();
      return undefined;
    case 'close':
      await server.remove();
      return undefined;
  }
}

async function answer(order: Order): Promise<void> {
  const reply: Answer = await obey(order).then(
    (running) => ({ id: order.id, ...(running !== undefined && { running }) }),
    (error: unknown) => ({ id: order.id, error: error instanceof Error ? error.message : String(error) }),
  );
  if (process.connected) process.send?.(reply);
}

let isLeaving = false;

/** The order under way is let go or interrupted, then everything is cleared away. */
function leave(): void {
  if (isLeaving) return;
  isLeaving = true;
  server.cancel();
  queue = queue
    .then(async () => await server.remove())
    .then(
      () => process.exit(0),
      () => process.exit(1),
    );
}

process.on('message', (order: Order) => {
  queue = queue.then(async () => await answer(order));
});
process.on('disconnect', leave);
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, leave);
