import type { StoreMutant } from '../../../src/mutants/Mutant.ts';
import { mutant } from './dynamoMutant.ts';
import { actionsOf, isHead, type Action, type Condition, type Sender } from './dynamoSender.ts';

/** The condition on the row of a head, with its names filled in. */
function spoken({ ConditionExpression = '', ExpressionAttributeNames = {} }: Condition): string {
  return ConditionExpression.replaceAll(/#\w+/g, (name) => ExpressionAttributeNames[name] ?? name);
}

/** Actions of transactions, changed; so is a put that is alone. */
function acting(change: (action: Action, all: readonly Action[]) => Action): Sender {
  return (request, send) => {
    if (request.command === 'PutItemCommand') {
      const { Put } = change({ Put: request.input as NonNullable<Action['Put']> }, []);
      return send(request.command, { ...Put });
    }
    if (request.command !== 'TransactWriteItemsCommand') return send(request.command, request.input);
    const all = actionsOf(request);
    return send(request.command, { ...request.input, TransactItems: all.map((action) => change(action, all)) });
  };
}

const isClaimed = ({ Put }: Action): boolean => Put?.Item['residence'] !== undefined;

/** A condition of which a part is left out; the names and values that only it has spoken of too. */
function without(condition: Condition, isMeant: (part: string) => boolean): Condition {
  const { ConditionExpression = '', ExpressionAttributeNames = {}, ExpressionAttributeValues = {} } = condition;
  const parts = ConditionExpression.split(' AND ');
  const kept = parts.filter((part) => !isMeant(spoken({ ...condition, ConditionExpression: part })));
  const used = kept.join(' AND ');
  const ofUsed = <V>(all: Record<string, V>): Record<string, V> =>
    Object.fromEntries(Object.entries(all).filter(([name]) => new RegExp(`${name}\\b`).test(used)));
  const values = ofUsed(ExpressionAttributeValues);
  return {
    ConditionExpression: used === '' ? 'attribute_exists(pk)' : used,
    ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
    ...(used === '' ? {} : { ExpressionAttributeNames: ofUsed(ExpressionAttributeNames) }),
  };
}

/** What people get wrong about the residence with DynamoDB. */
export const dynamoMigrationMutants: readonly StoreMutant[] = [
  mutant({
    id: 'dynamo-commit-one-by-n',
    clause: 'MG-STATE-03',
    reason: 'commit-landed',
    description: 'Commit 1 demands that the item of the head have no n, as that of a claim has none.',
    wrong: () => ({
      sender: () =>
        acting((action) => {
          const { Put } = action;
          if (Put === undefined || !isHead(action) || isClaimed(action)) return action;
          if (Put.ConditionExpression !== 'attribute_not_exists(pk)') return action;
          return { Put: { ...Put, ConditionExpression: 'attribute_not_exists(n)' } };
        }),
    }),
  }),
  mutant({
    id: 'dynamo-commit-over-residence',
    clause: 'MG-STATE-03',
    reason: 'commit-landed',
    description: 'A commit has no word of the residence in the condition on its head.',
    wrong: () => ({
      sender: () =>
        acting((action) => {
          const { Put } = action;
          if (Put === undefined || !isHead(action) || isClaimed(action)) return action;
          if (!spoken(Put).includes('attribute_not_exists(residence)')) return action;
          const { TableName, Item } = Put;
          return { Put: { TableName, Item, ...without(Put, (part) => /\((?:residence|move)\)/.test(part)) } };
        }),
    }),
  }),
  mutant({
    id: 'dynamo-batch-in-parts',
    clause: 'MG-PORT-03',
    reason: 'half-written',
    description: 'Each row of a batch is put in a transaction of its own.',
    wrong: () => ({
      sender: () => async (request, send) => {
        const [first, ...rows] = actionsOf(request);
        const isBatch = first?.ConditionCheck !== undefined && spoken(first.ConditionCheck).includes('residence');
        if (!isBatch || rows.length < 2) return send(request.command, request.input);
        const { ClientRequestToken: _token, ...input } = request.input;
        for (const row of rows) await send(request.command, { ...input, TransactItems: [first, row] });
        return {};
      },
    }),
  }),
  mutant({
    id: 'dynamo-claims-over-residence',
    clause: 'MG-STATE-01',
    reason: 'residence-not-compared',
    description: 'A transition demands its head, and has no word of the residence in its condition.',
    wrong: () => ({
      sender: () =>
        acting((action) => {
          const { Put } = action;
          if (Put === undefined || !isHead(action) || !isClaimed(action)) return action;
          if (!spoken(Put).includes('residence')) return action;
          const { TableName, Item } = Put;
          return { Put: { TableName, Item, ...without(Put, (part) => /\b(?:residence|move)\b/.test(part)) } };
        }),
    }),
  }),
  mutant({
    id: 'dynamo-list-of-one-page',
    clause: 'MG-PORT-07',
    reason: 'not-listed',
    description:
      'A page of the list goes on behind the page of the scan, and not behind the last partition that it named.',
    wrong: () => ({
      sender: () => async (request, send) => {
        const answer = await send(request.command, request.input);
        if (request.command !== 'ScanCommand' || request.input.ExclusiveStartKey === undefined) return answer;
        const { Items = [], ...rest } = answer;
        return { ...rest, Items: Items.slice(3) };
      },
    }),
  }),
  mutant({
    id: 'dynamo-list-after-close',
    clause: 'MG-PORT-05',
    reason: 'works-after-close',
    description: 'A closed store goes on to list.',
    wrong: () => ({
      store: (store) => {
        const { migration } = store;
        if (migration === undefined) throw new TypeError('the DynamoDB backend has migration');
        return {
          migration: {
            ...migration,
            listPartitions: async (page) => {
              try {
                return await migration.listPartitions(page);
              } catch (error) {
                if (page.signal?.aborted === true) throw error;
                return { ids: [], cursor: undefined };
              }
            },
          },
        };
      },
    }),
  }),
];
