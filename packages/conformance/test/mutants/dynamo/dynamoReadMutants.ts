import { keyRange, scoped } from '@colloquy/core';
import type { StoreMutant } from '../../../src/mutants/Mutant.ts';
import type { Wrong } from './dynamoKitOver.ts';
import { mutant } from './dynamoMutant.ts';
import { onePage, queryingPartition, same } from './dynamoPages.ts';
import { queried, tableOf, type Input, type Output, type Sender } from './dynamoSender.ts';
import { halved } from './halved.ts';
import { eventual, queriesOf } from './laggingReplica.ts';

const whole = ({ Limit }: Input): boolean => Limit === undefined;

/** The head, touched before it is read: UpdateItem makes an item where there is none. */
const touched: Sender = async ({ command, input }, send) => {
  if (command !== 'GetItemCommand' || input.Key?.['sk']?.S !== '#head') return send(command, input);
  const { Attributes } = await send('UpdateItemCommand', {
    TableName: tableOf(input),
    Key: input.Key,
    // An item without n is a claim, and no head.
    UpdateExpression: 'ADD n :zero',
    ExpressionAttributeValues: { ':zero': { N: '0' } },
    ReturnValues: 'ALL_NEW',
  });
  return { Item: Attributes };
};

/** What people get wrong about reads: consistency, pages, order, absence. */
export const dynamoReadMutants: readonly StoreMutant[] = [
  mutant({
    id: 'dynamo-update-makes-a-head',
    clause: 'PS-HEAD-01',
    reason: 'head-without-commit',
    description: 'The head is marked as read with UpdateItem, which makes an item where there is none.',
    wrong: () => ({ sender: () => touched }),
  }),
  mutant({
    id: 'dynamo-head-projected',
    clause: 'PS-HEAD-02',
    reason: 'wrong-head',
    description: 'The head is read with a ProjectionExpression in which auth is missing.',
    wrong: () => ({
      sender: () => (request, send) => {
        const { command, input } = request;
        if (command !== 'GetItemCommand' || input.Key?.['sk']?.S !== '#head') return send(command, input);
        return send(command, { ...input, ProjectionExpression: 'n, commitId, header, pendingCommitId, pendingChunks' });
      },
    }),
  }),
  mutant({
    id: 'dynamo-head-eventual',
    clause: 'PS-HEAD-03',
    reason: 'stale',
    description: 'GetItem of the head without ConsistentRead.',
    wrong: () => eventual(({ command }) => command === 'GetItemCommand'),
  }),
  mutant({
    id: 'dynamo-batch-order-taken',
    clause: 'PS-GET-01',
    reason: 'not-in-key-order',
    description: 'Records come in the order in which the service answers, which for BatchGetItem is any.',
    wrong: () => ({
      sender:
        () =>
        async ({ command, input }, send) => {
          const answer = await send(command, input);
          const [head, ...records] = answer.Responses ?? [];
          if (command !== 'TransactGetItemsCommand' || head === undefined) return answer;
          return { ...answer, Responses: [head, ...records.toReversed()] };
        },
    }),
  }),
  mutant({
    id: 'dynamo-get-in-two-requests',
    clause: 'PS-GET-02',
    reason: 'torn',
    description:
      'The head is read by GetItem, the records by another request after it: each consistent, both together not.',
    wrong: () =>
      halved({
        sender: () => async (request, send) => {
          const { command, input } = request;
          const [first, ...rest] = input.TransactItems ?? [];
          const Key = first?.Get?.Key;
          if (command !== 'TransactGetItemsCommand' || Key?.['sk']?.S !== '#head' || rest.length === 0) {
            return send(command, input);
          }
          const head = await send('GetItemCommand', { TableName: tableOf(input), Key, ConsistentRead: true });
          const { Responses = [] } = await send(command, { TransactItems: rest });
          return { Responses: [{ Item: head.Item }, ...Responses] };
        },
      }),
  }),
  mutant({
    id: 'dynamo-unprocessed-keys',
    clause: 'PS-GET-03',
    reason: 'wrong-records',
    description: 'Of many keys the service answers fifty and names the others as unprocessed, at which nobody looks.',
    wrong: () => ({
      sender:
        () =>
        async ({ command, input }, send) => {
          const answer = await send(command, input);
          return answer.Responses === undefined ? answer : { ...answer, Responses: answer.Responses.slice(0, 51) };
        },
    }),
  }),
  mutant({
    id: 'dynamo-absent-is-an-empty-item',
    clause: 'PS-GET-04',
    reason: 'not-empty',
    description: 'An answer without Item is read as an item without attributes.',
    wrong: () => ({
      sender:
        () =>
        async ({ command, input }, send) => {
          const { Responses, ...answer } = await send(command, input);
          if (Responses === undefined) return answer;
          return { ...answer, Responses: Responses.map(({ Item = {} }) => ({ Item })) };
        },
    }),
  }),
  mutant({
    id: 'dynamo-get-eventual',
    clause: 'PS-GET-05',
    reason: 'stale',
    description:
      'Head and records are read one by one with GetItem without ConsistentRead, at a quarter of the capacity.',
    wrong: () => {
      const { sender: lagging } = eventual(({ command }) => command === 'GetItemCommand');
      return {
        sender: () => async (request, send) => {
          const pass = lagging?.() ?? (({ command, input }) => send(command, input));
          if (request.command !== 'TransactGetItemsCommand') return pass(request, send);
          const TableName = tableOf(request.input);
          const Responses: Output[] = [];
          for (const { Get } of request.input.TransactItems ?? []) {
            const input = { TableName, ConsistentRead: true, ...(Get && { Key: Get.Key }) };
            Responses.push(await pass({ ...request, command: 'GetItemCommand', input }, send));
          }
          return { Responses };
        },
      };
    },
  }),
  mutant({
    id: 'dynamo-forward-for-the-last',
    clause: 'PS-LAST-01',
    reason: 'not-the-greatest',
    description: 'ScanIndexForward is forgotten: the first key of the prefix is taken for the last.',
    wrong: () =>
      queryingPartition('dialogue#', (input) => (whole(input) ? input : { ...input, ScanIndexForward: true })),
  }),
  mutant({
    id: 'dynamo-limit-before-the-filter',
    clause: 'PS-LAST-01',
    reason: 'not-found',
    description:
      'The prefix is a filter, and Limit 1 is taken for one match: it is one item looked at, and no other page.',
    wrong: () => queryingPartition('dialogue#', filtered, (answer, input) => (whole(input) ? answer : onePage(answer))),
  }),
  mutant({
    id: 'dynamo-prefix-without-lower-bound',
    clause: 'PS-LAST-02',
    reason: 'outside-prefix',
    description: 'Only the upper bound of the prefix is in the key condition.',
    wrong: withoutLowerBound,
  }),
  mutant({
    id: 'dynamo-last-eventual',
    clause: 'PS-LAST-03',
    reason: 'not-the-greatest',
    description: 'The query for the last key is sent without ConsistentRead.',
    wrong: () => eventual((request) => queriesOf('dialogue#')(request) && !whole(request.input)),
  }),
  mutant({
    id: 'dynamo-load-of-one-page',
    clause: 'PS-LOAD-01',
    reason: 'left-out',
    description: 'A load is one answer of the service: LastEvaluatedKey is not looked at.',
    wrong: () => queryingPartition('dialogue#', same, onePage),
  }),
  mutant({
    id: 'dynamo-load-ends-at-an-empty-page',
    clause: 'PS-LOAD-01',
    reason: 'left-out',
    description: 'A page that holds less than a full one is taken for the last.',
    wrong: () =>
      queryingPartition(
        'dialogue#',
        (input) => (whole(input) ? { ...input, Limit: 1000 } : input),
        (answer) => ((answer.Items?.length ?? 0) < 1000 ? onePage(answer) : answer),
      ),
  }),
  mutant({
    id: 'dynamo-load-makes-a-head',
    clause: 'PS-LOAD-02',
    reason: 'not-empty',
    description: 'A load first marks the head as read with UpdateItem, which makes an item where there is none.',
    wrong: () => ({
      sender: () => async (request, send) => {
        const Key = { pk: { S: queried(request) }, sk: { S: '#head' } };
        const input = { ...request.input, Key };
        if (queriesOf('dialogue#')(request)) await touched({ ...request, command: 'GetItemCommand', input }, send);
        return send(request.command, request.input);
      },
    }),
  }),
  mutant({
    id: 'dynamo-head-after-the-pages',
    clause: 'PS-LOAD-03',
    reason: 'older-than-head',
    description: 'The head is read by GetItem after the pages of the query.',
    wrong: () =>
      halved({
        store: (store) => ({
          load: async (id, options) => {
            const { records } = await store.load(id, options);
            return scoped(id, { head: await store.head(id, options), records });
          },
        }),
      }),
  }),
  mutant({
    id: 'dynamo-load-eventual',
    clause: 'PS-LOAD-04',
    reason: 'stale',
    description: 'The query of a load is sent without ConsistentRead, at half the capacity.',
    wrong: () => eventual((request) => queriesOf('dialogue#')(request) && whole(request.input)),
  }),
];

/** The condition on the sort key as a filter. */
function filtered(input: Input): Input {
  const { ':from': from, ':below': below, ':pk': pk } = input.ExpressionAttributeValues ?? {};
  if (pk === undefined || from === undefined || below === undefined) return input;
  return {
    ...input,
    KeyConditionExpression: '#pk = :pk',
    // A filter may not name a key; the key is an attribute of the record as well.
    FilterExpression: '#key BETWEEN :from AND :below',
    ExpressionAttributeNames: { '#pk': 'pk', '#key': 'key' },
  };
}

/** Asks for the last key of the partition below the upper bound. The adapter, which is told of no prefix, has none to hold it against. */
function withoutLowerBound(): Wrong {
  let below = '';
  const { sender } = queryingPartition('dialogue#', (input) => {
    if (whole(input)) return input;
    return {
      ...input,
      KeyConditionExpression: '#pk = :pk AND #sk < :below',
      ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
      ExpressionAttributeValues: { ...input.ExpressionAttributeValues, ':below': { S: below } },
    };
  });
  return {
    ...(sender && { sender }),
    store: (store) => ({
      last: async (id, prefix, options) => {
        [, below] = keyRange(prefix);
        return store.last(id, '', options);
      },
    }),
  };
}
