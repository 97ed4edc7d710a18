import { setTimeout as wait } from 'node:timers/promises';

/** Looks every 5 ms until `condition` holds; fails after 20 s. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let look = 0; look < 4000; look += 1) {
    if (await condition()) return;
    await wait(5);
  }
  throw new Error(`not within 20 s: ${what}`);
}
