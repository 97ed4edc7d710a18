import type { TestServer } from '../TestServer.ts';
import { GuardianClient } from './GuardianClient.ts';
import type { Plan } from './guardianProtocol.ts';

/** A server behind a guardian of its own, and the folder of all that belongs to it. */
export interface Launched {
  readonly server: TestServer;
  readonly folder: string;
}

/**
 * Sets up a server and starts it.
 *
 * @throws Error when it does not start; then nothing is left of it
 */
export async function launchServer(plan: Plan): Promise<Launched> {
  const guardian = new GuardianClient();
  let running = await guardian.launch(plan).catch(async (error: unknown) => {
    await guardian.close().catch(() => undefined);
    throw error;
  });
  const close = async (): Promise<void> => await guardian.close();
  const server: TestServer = {
    port: running.port,
    get pid() {
      return running.pid;
    },
    stop: async () => void (await guardian.send('stop')),
    kill: async () => void (await guardian.send('kill')),
    start: async () => {
      running = (await guardian.send('start')) ?? running;
    },
    pause: async () => void (await guardian.send('pause')),
    resume: async () => void (await guardian.send('resume')),
    close,
    [Symbol.asyncDispose]: close,
  };
  return { server, folder: running.folder };
}
