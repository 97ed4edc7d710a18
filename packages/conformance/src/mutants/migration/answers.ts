import { ColloquyError, dialogueId, isColloquyError, scoped } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';
import { delegatePort } from '../analytics/brokenAnalytics.ts';
import { brokenPort } from './brokenPort.ts';

export const answerMutants: readonly StoreMutant[] = [
  {
    id: 'migration-head-of-a-claim',
    clause: 'MG-ANSWER-01',
    reason: 'answered',
    description: 'A dialogue on its way is told to be absent.',
    build: () =>
      brokenStore((store) => ({
        head: async (id, options) => {
          try {
            return await store.head(id, options);
          } catch (error) {
            if (isColloquyError(error, 'dialogue_moving')) return undefined;
            throw error;
          }
        },
      })),
  },
  {
    id: 'migration-one-code',
    clause: 'MG-ANSWER-01',
    reason: 'wrong-code',
    description: 'Whatever the residence is, a load answers that the dialogue is moving.',
    build: () =>
      brokenStore((store) => ({
        load: async (id, options) => {
          try {
            return await store.load(id, options);
          } catch (error) {
            if (!isColloquyError(error, 'dialogue_moved')) throw error;
            throw new ColloquyError('dialogue_moving', error.message, { context: error.context });
          }
        },
      })),
  },
  {
    id: 'migration-moved-refuses-reads',
    clause: 'MG-ANSWER-01',
    reason: 'refused',
    description: 'A dialogue that has left is refused to readers as well as to writers.',
    build: () =>
      brokenStore((store) => ({
        load: async (id, options) => {
          const residence = (await store.migration?.residence(id, options))?.residence;
          if (residence?.status !== 'moved') return store.load(id, options);
          throw new ColloquyError('dialogue_moved', 'It has left.');
        },
      })),
  },
  {
    id: 'migration-purging-reads',
    clause: 'MG-ANSWER-01',
    reason: 'answered',
    description: 'A get reads what is left of a copy that is being purged.',
    build: () =>
      brokenStore((store) => ({
        get: async (id, keys, options) => {
          const found = await store.migration?.residence(id, options);
          if (found?.residence?.status !== 'purging') return store.get(id, keys, options);
          const batch = await store.migration?.exportBatch(id, undefined, options);
          const records = (batch?.records ?? []).filter(({ key }) => keys.includes(key));
          return scoped(id, { head: found.head, records });
        },
      })),
  },
  {
    id: 'migration-parses-the-text',
    clause: 'MG-ANSWER-01',
    reason: 'unexpected-error',
    description: 'The text of the residence is read as JSON.',
    build: () =>
      brokenPort((port) => ({
        change: async (id, change, options) => {
          JSON.parse(change.to?.move ?? 'null');
          return port.change(id, change, options);
        },
      })),
  },
  {
    id: 'migration-rows-of-the-active',
    clause: 'MG-ANSWER-01',
    reason: 'wrong-rows',
    description: 'Questions across dialogues pass over a dialogue as soon as it has left.',
    build: () =>
      brokenStore((store) => {
        const { analytics, migration } = store;
        if (analytics === undefined || migration === undefined) throw new TypeError('the in-memory backend has both');
        return {
          analytics: {
            ...delegatePort(analytics),
            statistics: async (options) => {
              const counts = await analytics.statistics(options);
              const ids = await store.dialogueIds(options);
              const found = await Promise.all(ids.map((id) => migration.residence(dialogueId(id), options)));
              const gone = found.filter(({ residence }) => residence?.status === 'moved').length;
              return { ...counts, byStatus: { ...counts.byStatus, open: counts.byStatus.open - gone } };
            },
          },
        };
      }),
  },
];
