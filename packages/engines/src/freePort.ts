import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const attempts = 50;

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  return await new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * A port of 127.0.0.1 that nobody listens on now.
 *
 * It lies below the range from which systems take the ports of outgoing connections (32768 on Linux, 49152 elsewhere). So none of them
 * takes it while a server is down, and a client that tries to reach that server cannot happen to connect to itself.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const port = randomInt(15_000, 32_000);
    if (await isFree(port)) return port;
  }
  throw new Error(`none of ${attempts} ports of 127.0.0.1 between 15000 and 32000 is free`);
}
