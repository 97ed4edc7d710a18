import type { DialogueStore } from '@colloquy/core';
import type { DialogueFixture } from '../kit/DialogueFixture.ts';
import { sure } from './errors.ts';
import { intercept } from './intercept.ts';

/**
 * So many stores, over two clients, that collide for certain: the first commits of all of them are sent when each has planned, so every
 * one but one loses at least once.
 */
export async function barred(fixture: DialogueFixture, count: number): Promise<readonly DialogueStore[]> {
  const clients = [fixture.backend, await fixture.adapter.second()];
  let arrived = 0;
  const all = Promise.withResolvers<void>();
  return Array.from({ length: count }, (_, at) => {
    let isFirst = true;
    const backend = intercept(sure(clients[at % 2]), {
      commit: async (forward, ...args) => {
        if (isFirst) {
          isFirst = false;
          arrived += 1;
          if (arrived === count) all.resolve();
          await all.promise;
        }
        return forward(...args);
      },
    });
    return fixture.store({ backend, maxAttempts: 1000 });
  });
}
