import type { StoreHeaderPort } from '@colloquy/core';
import type { OpenStore } from '../../kit/AdapterKit.ts';
import { headPlace } from '../../memory/places.ts';
import type { StoreMutant } from '../Mutant.ts';
import { delegate } from '../../memory/delegate.ts';
import { brokenFixture } from '../support/broken.ts';
import { brokenHeader } from './brokenHeader.ts';

export const endMutants: readonly StoreMutant[] = [
  {
    id: 'header-counts-as-data',
    clause: 'SH-DATA-01',
    reason: 'data-from-nowhere',
    description: 'holdsData looks whether anything at all is stored.',
    build: () =>
      brokenHeader((_header, { shared }) => ({ holdsData: async () => (await shared.partitions()).length > 0 })),
  },
  {
    id: 'header-data-by-heads',
    clause: 'SH-DATA-01',
    reason: 'data-overlooked',
    description: 'holdsData looks for heads: a dialogue that has lost its own is none.',
    build: () =>
      brokenHeader((_header, { shared }) => ({
        holdsData: async (options) => {
          options?.signal?.throwIfAborted();
          const names = (await shared.partitions()).filter((name) => name.startsWith('dialogue#'));
          const places = names.map((partition) => ({ partition, sort: headPlace('x' as never).sort }));
          return (await shared.read(places)).some((head) => head !== undefined);
        },
      })),
  },
  {
    id: 'header-in-the-cache',
    clause: 'SH-DURABLE-01',
    reason: 'lost',
    description: 'The header is acknowledged before it is on the disk: the last one is gone after a crash.',
    build: () =>
      brokenFixture(
        (fixture) => {
          let before: Uint8Array | undefined;
          const watched = (store: OpenStore): OpenStore => {
            const { header } = store;
            const replace: StoreHeaderPort['replace'] = async (previous, next, options) => {
              const done = await header.replace(previous, next, options);
              if (done) before = previous.slice();
              return done;
            };
            return { ...delegate(store), header: { ...header, replace } };
          };
          return {
            store: watched(fixture.store),
            second: async () => watched(await fixture.second()),
            reopen: async () => {
              const store = await fixture.reopen();
              const standing = await store.header.read();
              if (before !== undefined && standing !== undefined) await store.header.replace(standing, before);
              return watched(store);
            },
          };
        },
        { disk: true },
      ),
  },
  {
    id: 'header-signal-ignored',
    clause: 'SH-SIGNAL-01',
    reason: 'not-rejected',
    description: 'holdsData takes a signal and does not look at it.',
    build: () => brokenHeader((header) => ({ holdsData: () => header.holdsData() })),
  },
  {
    id: 'header-open-after-close',
    clause: 'SH-CLOSE-01',
    reason: 'works-after-close',
    description: 'The header is asked past the store, which knows that it was closed.',
    build: () =>
      brokenHeader((header, { shared }) => ({
        read: async (options) => {
          options?.signal?.throwIfAborted();
          const [item] = await shared.read([{ partition: 'store', sort: 'header' }]);
          return item === undefined ? undefined : header.read(options).catch(() => new Uint8Array(1));
        },
      })),
  },
];
