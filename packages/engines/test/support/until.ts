import { setTimeout as wait } from 'node:timers/promises';

/** Looks every 10 ms until `condition` holds; fails after 15 s. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let look = 0; look < 1500; look += 1) {
    if (await condition()) return;
    await wait(10);
  }
  throw new Error(`not within 15 s: ${what}`);
}
