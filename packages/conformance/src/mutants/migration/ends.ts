import { ColloquyError, dialogueId, type Batch, type DialogueId, type MigrationPort } from '@colloquy/core';
import type { OpenStore } from '../../kit/AdapterKit.ts';
import { delegate } from '../../memory/delegate.ts';
import { headPlace } from '../../memory/places.ts';
import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture } from '../support/broken.ts';
import { brokenPort } from './brokenPort.ts';

function withPort(store: OpenStore, change: (port: MigrationPort) => Partial<MigrationPort>): OpenStore {
  const { migration } = store;
  if (migration === undefined) throw new TypeError('the store has no migration');
  return { ...delegate(store), migration: { ...migration, ...change(migration) } };
}

/** Whether this is so of a dialogue, by what lies in the engine. */
const idsOf = (names: readonly string[]): readonly DialogueId[] => [
  ...new Set(names.flatMap((name) => /^(?:dialogue|log|redo)#(.*)$/.exec(name)?.[1] ?? []).map(dialogueId)),
];

export const portEndMutants: readonly StoreMutant[] = [
  {
    id: 'migration-batch-late',
    clause: 'MG-PORT-05',
    reason: 'input-kept',
    description: 'A batch is read when it is sent, and not when it is handed over.',
    build: () =>
      brokenPort((port) => ({
        writeBatch: async (id, under, batch: Batch, options) => {
          const { status, move } = under;
          await Promise.resolve();
          return port.writeBatch(id, { status, move }, batch, options);
        },
      })),
  },
  {
    id: 'migration-answer-shared',
    clause: 'MG-PORT-05',
    reason: 'answer-shared',
    description: 'A page is kept, and given again as the same object while nothing was written.',
    build: () =>
      brokenPort((port) => {
        let kept: Promise<Awaited<ReturnType<MigrationPort['exportBatch']>>> | undefined;
        return {
          exportBatch: (id, after, options) => {
            options?.signal?.throwIfAborted();
            return (kept ??= port.exportBatch(id, after, options));
          },
          writeBatch: (id, under, batch, options) => {
            kept = undefined;
            return port.writeBatch(id, under, batch, options);
          },
        };
      }),
  },
  {
    id: 'migration-signal-ignored',
    clause: 'MG-PORT-05',
    reason: 'not-rejected',
    description: 'listPartitions takes a signal and does not look at it.',
    build: () =>
      brokenPort((port) => ({ listPartitions: ({ signal: _signal, ...page }) => port.listPartitions(page) })),
  },
  {
    id: 'migration-open-after-close',
    clause: 'MG-PORT-05',
    reason: 'works-after-close',
    description: 'The residence is asked past the store, which knows that it was closed.',
    build: () =>
      brokenPort((port, { shared }) => ({
        residence: async (id, options) => {
          try {
            return await port.residence(id, options);
          } catch (error) {
            options?.signal?.throwIfAborted();
            const [row] = await shared.read([headPlace(id)]);
            return Object.assign({ head: undefined, residence: null, pending: row === undefined }, { error }) as never;
          }
        },
      })),
  },
  {
    id: 'migration-in-the-cache',
    clause: 'MG-PORT-05',
    reason: 'lost',
    description: 'A batch is acknowledged before it is on the disk: the last one is gone after a crash.',
    build: () =>
      brokenFixture(
        (fixture) => {
          let undo: (() => Promise<void>) | undefined;
          const watched = (store: OpenStore): OpenStore =>
            withPort(store, (port) => ({
              writeBatch: async (id, under, batch, options) => {
                const answer = await port.writeBatch(id, under, batch, options);
                undo = async () => {
                  for (const { key } of batch.records) await fixture.probe.removeRecord(id, key);
                };
                return answer;
              },
            }));
          return {
            store: watched(fixture.store),
            second: async () => watched(await fixture.second()),
            reopen: async () => {
              const store = await fixture.reopen();
              await undo?.();
              undo = undefined;
              return watched(store);
            },
          };
        },
        { disk: true },
      ),
  },
  {
    id: 'migration-list-by-heads',
    clause: 'MG-PORT-07',
    reason: 'not-listed',
    description: 'Only dialogues with a head are listed.',
    build: () =>
      brokenPort((port) => ({
        listPartitions: async (page) => {
          const { ids, cursor } = await port.listPartitions(page);
          const found = await Promise.all(ids.map((id) => port.residence(id)));
          return { ids: ids.filter((_, at) => found[at]?.head !== undefined), cursor };
        },
      })),
  },
  {
    id: 'migration-list-by-offset',
    clause: 'MG-PORT-07',
    reason: 'not-listed',
    description: 'The cursor is a number of dialogues, newest first, so that each that comes pushes one behind it.',
    build: () =>
      brokenPort((port, { shared }) => ({
        listPartitions: async (page) => {
          await port.listPartitions({
            limit: page.limit,
            ...(page.signal === undefined ? {} : { signal: page.signal }),
          });
          const ids = idsOf(await shared.partitions());
          // Each new one at the end: the place of all others from the end moves by one.
          const at = page.cursor === undefined ? 0 : ids.length - Number(page.cursor);
          const end = at + page.limit;
          return { ids: ids.slice(at, end), cursor: end < ids.length ? String(ids.length - end - 1) : undefined };
        },
      })),
  },
  {
    id: 'migration-list-of-the-client',
    clause: 'MG-PORT-07',
    reason: 'not-listed',
    orElse: ['endless', 'unexpected-error'],
    description: 'The place in the list is kept in the client that gave the cursor.',
    build: () =>
      brokenPort((port) => {
        const places = new Map<string, string>();
        return {
          listPartitions: async ({ cursor, ...page }) => {
            const place = cursor === undefined ? undefined : places.get(cursor);
            if (cursor !== undefined && place === undefined) return { ids: [], cursor: undefined };
            const answer = await port.listPartitions({ ...page, ...(place === undefined ? {} : { cursor: place }) });
            if (answer.cursor === undefined) return answer;
            const name = String(places.size);
            places.set(name, answer.cursor);
            return { ids: answer.ids, cursor: name };
          },
        };
      }),
  },
  {
    id: 'migration-list-over-limit',
    clause: 'MG-PORT-07',
    reason: 'over-limit',
    description: 'A page of the list has as many as there are.',
    build: () =>
      brokenPort((port) => ({
        listPartitions: async (page) => {
          await port.listPartitions(page);
          return port.listPartitions({ limit: 1000 });
        },
      })),
  },
  {
    id: 'migration-list-of-everything',
    clause: 'MG-PORT-07',
    reason: 'from-nowhere',
    description: 'The store header is listed as a dialogue.',
    build: () =>
      brokenPort((port, { shared }) => ({
        listPartitions: async (page) => {
          const { ids, cursor } = await port.listPartitions(page);
          const isThere = (await shared.partitions()).includes('store');
          return { ids: isThere ? [dialogueId('store'), ...ids].slice(0, page.limit) : ids, cursor };
        },
      })),
  },
  {
    id: 'migration-read-only-writes',
    clause: 'MG-PORT-08',
    reason: 'accepted',
    description: 'The port of a store that was opened to write nothing writes.',
    build: () => brokenFixture((fixture) => ({ readOnly: () => fixture.second() })),
  },
  {
    id: 'migration-read-only-answers',
    clause: 'MG-PORT-08',
    reason: 'accepted',
    description: 'A store that was opened to write nothing tells that a transition does not hold, as if it had tried.',
    build: () =>
      brokenFixture((fixture) => ({
        readOnly: async () => {
          const open = fixture.readOnly?.bind(fixture);
          if (open === undefined) throw new ColloquyError('invalid_argument', 'The fixture has no readOnly.');
          return withPort(await open(), (port) => ({
            change: async (id, change, options) => {
              const { head, residence, ...rest } = await port.residence(id, options);
              const isGround = residence?.status === change.from?.status;
              return isGround ? port.change(id, change, options) : { ...rest, changed: false, head, residence };
            },
          }));
        },
      })),
  },
];
