import { sha256OfText } from '@colloquy/core';
import { naivePort } from '../../../src/mutants/analytics/naivePort.ts';
import type { StoreMutant } from '../../../src/mutants/Mutant.ts';
import type { Item } from './dynamoKitOver.ts';
import { mutant, nothing, owed, partitionOf, placeIn, porting, querying, withoutKey } from './dynamoMutant.ts';

/** Counts, lists and sums that leave out a part of the index, or have too much in it. */
export const dynamoListMutants: readonly StoreMutant[] = [
  mutant({
    id: 'dynamo-count-of-the-first-answer',
    clause: 'AN-STAT-01',
    reason: 'miscounted',
    description: 'A count is what the first answer counts, whether or not there is another one.',
    wrong: () =>
      querying(undefined, async (input, go) =>
        input.Select === 'COUNT' ? withoutKey(await go({ ...input, Limit: 1 })) : go(input),
      ),
  }),
  mutant({
    id: 'dynamo-shard-forgotten',
    clause: 'AN-STAT-01',
    reason: 'miscounted',
    description: 'The last shard is never asked.',
    wrong: () => querying(undefined, async (input, go) => (partitionOf(input).endsWith('#7') ? nothing : go(input))),
  }),
  mutant({
    id: 'dynamo-index-attributes-kept',
    clause: 'AN-STAT-01',
    reason: 'miscounted',
    description: 'A record is updated field by field, and what placed it in an index stays when it is no row any more.',
    wrong: () => {
      const before = new Map<string, Item>();
      return {
        put: (item) => {
          const name = `${item['pk']?.S}/${item['sk']?.S}`;
          const merged = { ...before.get(name), ...item };
          before.set(name, placeIn(merged));
          return merged;
        },
      };
    },
  }),
  mutant({
    id: 'dynamo-chunk-with-index-attributes',
    clause: 'AN-STAT-01',
    reason: 'miscounted',
    description: 'A redo chunk is put into the index for the root that it holds, beside the root itself.',
    wrong: () => ({
      put: (item) => {
        const holds = item['changes']?.L?.some((change) => change.M?.['key']?.S === 'dialogue#meta') ?? false;
        if (!holds) return item;
        const sort = '2026-02-07T12:00:00.000Z#one';
        return { ...item, byStatusPk: { S: 'dialogues#abandoned#0' }, byStatusSk: { S: sort } };
      },
    }),
  }),
  mutant({
    id: 'dynamo-one-answer-only',
    clause: 'AN-LIST-01',
    reason: 'wrong-list',
    description: 'A shard is one answer of the service, and what it could not hold is not there.',
    wrong: () => querying('ByStatus', async (input, go) => withoutKey(await go({ ...input, Limit: 1 }))),
  }),
  mutant({
    id: 'dynamo-shards-one-behind-the-other',
    clause: 'AN-LIST-01',
    reason: 'wrong-list',
    description: 'Each shard is in order, and the list is the shards in a row.',
    wrong: () => {
      const shard = (id: string): number => (sha256OfText(id)[0] ?? 0) % 8;
      return porting((port) => ({
        listByStatus: async (status, page, options) =>
          (await port.listByStatus(status, page, options)).toSorted(
            (a, b) => shard(a.dialogueId) - shard(b.dialogueId),
          ),
      }));
    },
  }),
  mutant({
    id: 'dynamo-open-is-one-status',
    clause: 'AN-TENSION-01',
    reason: 'wrong-list',
    description: 'Only the shards of the status open are asked for open tensions.',
    wrong: () =>
      querying('ByTensionStatus', async (input, go) =>
        partitionOf(input).startsWith('tensions#open#') ? go(input) : nothing,
      ),
  }),
  mutant({
    id: 'dynamo-tension-position-in-part',
    clause: 'AN-TENSION-01',
    reason: 'wrong-list',
    description: 'The sort key of a tension ends with the round, so that its order is not that of the list.',
    wrong: () => ({
      put: (item) => {
        const { byTensionStatusSk: sort } = item;
        return sort?.S === undefined ? item : { ...item, byTensionStatusSk: { S: sort.S.replace(/\d\d$/, '01') } };
      },
    }),
  }),
  mutant({
    id: 'dynamo-ranking-of-a-part',
    clause: 'AN-RANK-01',
    reason: 'wrong-ranking',
    description: 'A ranking is made of the first three items of each shard.',
    wrong: () => querying('ByExpert', async (input, go) => withoutKey(await go({ ...input, Limit: 3 }))),
  }),
  mutant({
    id: 'dynamo-score-not-projected',
    clause: 'AN-RANK-01',
    reason: 'wrong-ranking',
    description: 'The index is of keys only, and an item without a score counts as zero.',
    wrong: () =>
      querying('ByExpert', async (input, go) => {
        const answer = await go(input);
        return { ...answer, Items: (answer.Items ?? []).map((item) => ({ ...item, byExpertScore: { N: '0' } })) };
      }),
  }),
  mutant({
    id: 'dynamo-sum-of-doubles',
    clause: 'AN-RANK-02',
    reason: 'wrong-sum',
    description: 'Scores are added up as they come, beyond what a number holds exactly.',
    wrong: () => ({
      store: (store) => {
        const { expertRanking } = naivePort(store, { sum: (a, b) => a + b });
        return { analytics: { ...owed(store.analytics), expertRanking } };
      },
    }),
  }),
  mutant({
    id: 'dynamo-score-of-fifteen-digits',
    clause: 'AN-RANK-02',
    reason: 'wrong-sum',
    description: 'A score is written with the fifteen digits that every double has.',
    wrong: () => ({
      put: (item) => {
        const { byExpertScore: score } = item;
        return score?.N === undefined ? item : { ...item, byExpertScore: { N: Number(score.N).toPrecision(15) } };
      },
    }),
  }),
];
