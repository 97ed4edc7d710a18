import type { AnalyticsPort } from '@colloquy/core';
import type { StoreMutant } from '../../../src/mutants/Mutant.ts';
import { laggingDynamoKit } from '../../kits/laggingDynamo.ts';
import type { Item, Request } from './dynamoKitOver.ts';
import { mutant, placeIn, porting, unplaced } from './dynamoMutant.ts';

/** Puts records of a large commit in their places: a check of the head, and nothing but records. */
function isApplying({ input }: Request): boolean {
  return input.TransactItems?.[0]?.ConditionCheck !== undefined;
}

/** Indexes that stay behind, and what an answer may have to do with the caller and the end of the store. */
export const dynamoEndMutants: readonly StoreMutant[] = [
  mutant({
    id: 'dynamo-analytics-of-one-client',
    clause: 'KIT-ANALYTICS-01',
    reason: 'missing-analytics',
    description: 'The second client is opened without analytics, which are declared.',
    wrong: () => {
      let opened = 0;
      return { store: () => ((opened += 1) === 2 ? { analytics: undefined as never } : {}) };
    },
  }),
  {
    id: 'dynamo-declares-immediate',
    clause: 'AN-FRESH-01',
    reason: 'stale',
    description: 'Indexes that follow the table later are declared immediate, because locally they always were.',
    build: () => laggingDynamoKit(1, 'immediate'),
  },
  mutant({
    id: 'dynamo-status-of-the-first-put',
    clause: 'AN-FRESH-02',
    reason: 'never-shown',
    description: 'An item is placed in an index when it is made, and stays there whatever is written later.',
    wrong: () => {
      const first = new Map<string, Item>();
      return {
        put: (item) => {
          const name = `${item['pk']?.S}/${item['sk']?.S}`;
          const place = first.get(name) ?? placeIn(item);
          first.set(name, place);
          return { ...unplaced(item), ...place };
        },
      };
    },
  }),
  mutant({
    id: 'dynamo-applier-without-index',
    clause: 'AN-FRESH-02',
    reason: 'never-shown',
    description: 'Records of a large commit are put in their places as they lie in the chunk, without an index.',
    wrong: () => ({ put: (item, request) => (isApplying(request) ? unplaced(item) : item) }),
  }),
  mutant({
    id: 'dynamo-answers-kept',
    clause: 'AN-COPY-01',
    reason: 'shared',
    description: 'Answers are kept for a while to save reads, and given out again as the same array.',
    wrong: () => {
      const known = new Map<string, ReturnType<AnalyticsPort['expertRanking']>>();
      return porting((port) => ({
        expertRanking: async (page, options) => {
          const name = JSON.stringify(page);
          const answer = known.get(name) ?? port.expertRanking(page, options);
          known.set(name, answer);
          return answer;
        },
      }));
    },
  }),
  mutant({
    id: 'dynamo-signal-not-passed-on',
    clause: 'AN-SIGNAL-01',
    reason: 'not-rejected',
    description: 'Shards are asked without the signal of the call.',
    wrong: () => porting((port) => ({ statistics: () => port.statistics() })),
  }),
  mutant({
    id: 'dynamo-closed-answers',
    clause: 'AN-CLOSE-01',
    reason: 'works-after-close',
    description: 'A store that was closed answers a list with nothing: no shard could be asked.',
    wrong: () =>
      porting((port) => ({
        listByStatus: async (status, page, options) => {
          options?.signal?.throwIfAborted();
          return port.listByStatus(status, page, options).catch(() => []);
        },
      })),
  }),
];
