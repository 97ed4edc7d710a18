import type { StoreMutant } from '../../../src/mutants/Mutant.ts';
import type { Item, Message, Wrong } from './dynamoKitOver.ts';
import { mutant, nothing, partitionOf, querying, withoutKey } from './dynamoMutant.ts';

/** Goes on in each shard where the page before has ended there, whether or not its rows were given out. */
function startKeyKept(): Wrong {
  const ends = new Map<string, Item | undefined>();
  return querying('ByStatus', async (input, go) => {
    if (input.Select === 'COUNT') return go(input);
    const partition = partitionOf(input);
    const isFurther = input.ExpressionAttributeValues?.[':below'] !== undefined;
    const from = isFurther ? ends.get(partition) : undefined;
    if (isFurther && from === undefined) return nothing;
    const { '#sk': _name, ...names } = input.ExpressionAttributeNames ?? {};
    const answer = await go({
      ...input,
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ':pk': { S: partition } },
      ...(from === undefined ? {} : { ExclusiveStartKey: from }),
    });
    ends.set(partition, answer.LastEvaluatedKey);
    return withoutKey(answer);
  });
}

/** Pages that begin or end in the wrong place. */
export const dynamoPageMutants: readonly StoreMutant[] = [
  mutant({
    id: 'dynamo-position-inclusive',
    clause: 'AN-PAGE-01',
    reason: 'wrong-page',
    description: 'A page begins with the position instead of behind it.',
    wrong: () =>
      querying(undefined, (input, go) =>
        go({ ...input, KeyConditionExpression: (input.KeyConditionExpression ?? '').replace('<', '<=') }),
      ),
  }),
  mutant({
    id: 'dynamo-index-forward',
    clause: 'AN-PAGE-01',
    reason: 'wrong-page',
    description: 'The index is read forward, and a page is made of the oldest rows.',
    wrong: () => querying(undefined, (input, go) => go({ ...input, ScanIndexForward: true })),
  }),
  mutant({
    id: 'dynamo-limit-shared',
    clause: 'AN-PAGE-01',
    reason: 'wrong-page',
    description: 'The rows of a page are divided among the shards, as if each held as many.',
    wrong: () =>
      querying(undefined, async (input, go) =>
        input.Limit === undefined ? go(input) : withoutKey(await go({ ...input, Limit: Math.ceil(input.Limit / 8) })),
      ),
  }),
  mutant({
    id: 'dynamo-start-key-kept',
    clause: 'AN-PAGE-02',
    reason: 'not-read',
    description: 'A page goes on in each shard where the page before ended there, past rows that were not given out.',
    wrong: startKeyKept,
  }),
  mutant({
    id: 'dynamo-foreign-start-key',
    clause: 'AN-PAGE-01',
    reason: 'wrong-page',
    description: 'The key at which one shard ended is where the next page of every shard begins.',
    wrong: () => {
      let end: Item | undefined;
      return querying('ByTensionStatus', async (input, go) => {
        const isFurther = input.ExpressionAttributeValues?.[':below'] !== undefined;
        if (input.Select === 'COUNT' || (isFurther && end === undefined)) return go(input);
        const answer = await go(isFurther ? { ...input, ExpressionAttributeValues: foreign(input, end) } : input);
        end = answer.LastEvaluatedKey ?? end;
        return answer;
      });
    },
  }),
];

/** The bound of the page is the key at which some shard ended. */
function foreign(input: Message, end: Item | undefined): Item {
  return { ...input.ExpressionAttributeValues, ':below': end?.['byTensionStatusSk'] ?? { S: '' } };
}
