import type { DialogueId } from '@colloquy/core';
import type { OpenStore } from '../../kit/AdapterKit.ts';
import type { StoreMutant } from '../Mutant.ts';
import { delegate } from '../../memory/delegate.ts';
import { brokenFixture } from '../support/broken.ts';

export const durableLosesLast: StoreMutant = {
  id: 'durable-loses-last',
  clause: 'PS-DURABLE-01',
  reason: 'lost',
  description: 'A commit is acknowledged before it is on the disk: the last one is gone after a crash.',
  build: () =>
    brokenFixture(
      (fixture) => {
        const ids = new Set<DialogueId>();
        const watched = (store: OpenStore): OpenStore => ({
          ...delegate(store),
          commit: (id, commit, options) => {
            ids.add(id);
            return store.commit(id, commit, options);
          },
        });
        return {
          store: watched(fixture.store),
          second: async () => watched(await fixture.second()),
          reopen: async () => {
            const store = await fixture.reopen();
            for (const id of ids) {
              const { log } = await fixture.probe.rows(id);
              const [before, last] = log.slice(-2);
              if (before === undefined || last === undefined) continue;
              const { n, commitId, header, auth } = before;
              await fixture.probe.putHead(id, { n, commitId, header, auth });
              await fixture.probe.removeEntry(id, last.n);
            }
            return watched(store);
          },
        };
      },
      { transactionLimit: 7, disk: true },
    ),
};
