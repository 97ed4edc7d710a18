import type { StoreHeaderPort } from '@colloquy/core';
import type { Reporter } from './Reporter.ts';

/** One thing that a worker does on the store header. */
export type HeaderStep =
  /** Stores these bytes if there is no header. */
  | { readonly do: 'put'; readonly bytes: Uint8Array }
  /** Puts these bytes behind those that stand there, and starts over as long as others are first. */
  | { readonly do: 'append'; readonly bytes: Uint8Array };

/** How often others may be first. */
const tolerated = 1000;

/** Plays a script on a store header. */
export async function playHeader(
  header: StoreHeaderPort,
  reporter: Reporter,
  steps: readonly HeaderStep[],
): Promise<void> {
  for (const [at, step] of steps.entries()) {
    if (step.do === 'put') {
      await reporter.call(at, { method: 'put' }, () => header.putIfAbsent(step.bytes), bytesOf);
    } else {
      await reporter.call(at, { method: 'append' }, () => append(header, step.bytes), bytesOf);
    }
    reporter.send({ type: 'step', step: at });
  }
}

/** Answers with what it has put there. */
async function append(header: StoreHeaderPort, bytes: Uint8Array): Promise<Uint8Array> {
  for (let attempt = 0; attempt < tolerated; attempt++) {
    const standing = await header.read();
    if (standing === undefined) throw new Error('there is no header to append to');
    const next = Uint8Array.of(...standing, ...bytes);
    if (await header.replace(standing, next)) return next;
  }
  throw new Error(`others were first ${tolerated} times in a row`);
}

function bytesOf(bytes: Uint8Array): Uint8Array {
  return bytes;
}
