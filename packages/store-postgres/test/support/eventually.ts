import { expect } from 'vitest';

/** What another session or process brings about, however slow the machine is: asked again until it holds, for fifteen seconds. */
export function eventually<T>(ask: () => T): ReturnType<typeof expect.poll<T>> {
  return expect.poll(ask, { timeout: 15_000, interval: 5 });
}
