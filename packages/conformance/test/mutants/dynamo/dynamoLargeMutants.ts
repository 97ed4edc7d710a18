import { AsyncLocalStorage } from 'node:async_hooks';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { StoreMutant } from '../../../src/mutants/Mutant.ts';
import { mutant as mutantOf } from './dynamoMutant.ts';
import {
  deletingNothing,
  actionsOf,
  batchPut,
  isApplying,
  isChunk,
  isCommit,
  isHead,
  queried,
  tableOf,
  unconditioned,
  type Action,
  type Output,
  type Sender,
} from './dynamoSender.ts';
import { halved } from './halved.ts';
import { queriesOf } from './laggingReplica.ts';

type Item = Record<string, AttributeValue>;

const unmarked = ({ pendingCommitId: _id, pendingChunks: _chunks, ...item }: Item): Item => item;

/** Records and chunks of a commit. */
const dataOf = (actions: readonly Action[]): readonly Action[] =>
  actions.filter((action) => action.Put !== undefined && isChunk(action));

const mutant: typeof mutantOf = (mutation) => mutantOf({ ...mutation, wrong: () => halved(mutation.wrong()) });

/** An error of the service. */
function refusal(name: string): Error {
  return Object.assign(new Error(name), { name, $metadata: { httpStatusCode: 400 } });
}

/** Takes the mark away first and puts the records afterwards. */
function unmarkingFirst(): Sender {
  return async (request, send) => {
    const check = actionsOf(request)[0]?.ConditionCheck;
    if (!isApplying(request) || check === undefined) return send(request.command, request.input);
    const { Key, ...condition } = check;
    const { Item: head } = await send('GetItemCommand', { TableName: check.TableName, Key, ConsistentRead: true });
    if (head?.['pendingCommitId'] !== undefined) await send('PutItemCommand', { ...condition, Item: unmarked(head) });
    const TransactItems = actionsOf(request)
      .map(unconditioned)
      .filter((action) => action !== undefined);
    return send(request.command, { TransactItems });
  };
}

/** Reads the head before it lists the chunks. */
function headFirst(): Sender {
  let known: Output | undefined;
  return async (request, send) => {
    const { command, input } = request;
    if (queriesOf('redo#')(request)) {
      const pk = { S: queried(request).replace('redo#', 'dialogue#') };
      known = await send('GetItemCommand', {
        TableName: tableOf(input),
        Key: { pk, sk: { S: '#head' } },
        ConsistentRead: true,
      });
      return send(command, input);
    }
    const answer = command === 'GetItemCommand' ? known : undefined;
    known = undefined;
    return answer ?? send(command, input);
  };
}

/** What people get wrong about commits that are larger than a transaction. */
export const dynamoLargeMutants: readonly StoreMutant[] = [
  mutant({
    id: 'dynamo-mark-not-read',
    clause: 'PS-LARGE-01',
    reason: 'half-shown',
    description: 'The query of a load is answered without the mark of an unfinished commit: it is not projected.',
    wrong: () => ({
      sender: () => async (request, send) => {
        const answer = await send(request.command, request.input);
        return answer.Items === undefined ? answer : { ...answer, Items: answer.Items.map(unmarked) };
      },
    }),
  }),
  mutant({
    id: 'dynamo-chunks-before-the-head',
    clause: 'PS-LARGE-02',
    reason: 'left-behind',
    description: 'Chunks are put with BatchWriteItem, and the transaction of head and entry comes after them.',
    wrong: () => ({
      sender: () => async (request, send) => {
        const actions = actionsOf(request);
        const data = dataOf(actions);
        if (!isCommit(request) || data.length === 0) return send(request.command, request.input);
        await batchPut(data, send);
        return send(request.command, { TransactItems: actions.filter((action) => !data.includes(action)) });
      },
    }),
  }),
  mutant({
    id: 'dynamo-chunks-left-to-ttl',
    clause: 'PS-LARGE-03',
    reason: 'not-finished',
    description: 'Chunks are left to time to live, which deletes within days, or not at all where it is not enabled.',
    wrong: () => ({ sender: deletingNothing }),
  }),
  mutant({
    id: 'dynamo-unmarked-first',
    clause: 'PS-LARGE-03',
    reason: 'not-finished',
    description: 'The mark is taken from the head first, and the records are put in their places after it.',
    wrong: () => ({ sender: unmarkingFirst }),
  }),
  mutant({
    id: 'dynamo-applied-without-check',
    clause: 'PS-LARGE-04',
    reason: 'overwritten',
    description: 'Records are put in their places with BatchWriteItem, which knows no condition.',
    wrong: () => ({
      sender: () => async (request, send) => {
        if (!isApplying(request)) return send(request.command, request.input);
        await batchPut(actionsOf(request), send);
        return {};
      },
    }),
  }),
  mutant({
    id: 'dynamo-applier-resurrects',
    clause: 'PS-LARGE-04',
    reason: 'overwritten',
    description: 'Where the check of the mark fails the records are put without it: they have to get to their places.',
    wrong: () => ({
      sender: () => async (request, send) => {
        try {
          return await send(request.command, request.input);
        } catch (error) {
          if (!isApplying(request) || !(error instanceof Error && 'CancellationReasons' in error)) throw error;
          await batchPut(actionsOf(request), send);
          return {};
        }
      },
    }),
  }),
  mutant({
    id: 'dynamo-swept-by-an-old-head',
    clause: 'PS-LARGE-04',
    reason: 'overwritten',
    orElse: ['timeout'],
    description: 'The sweeper reads the head before it lists the chunks, and so eats those of the next commit.',
    wrong: () => ({ sender: headFirst }),
  }),
  mutant({
    id: 'dynamo-mark-overwritten',
    clause: 'PS-LARGE-05',
    reason: 'wrong-outcome',
    description: 'The condition on the head is that of its number alone: the next commit puts over the mark.',
    wrong: () => ({
      sender: () => (request, send) => {
        const { command, input } = request;
        if (!isCommit(request)) return send(command, input);
        const TransactItems = actionsOf(request).map((action) => {
          if (!isHead(action) || action.Put === undefined) return action;
          const { '#f1': _, ...names } = action.Put.ExpressionAttributeNames ?? {};
          const ConditionExpression = action.Put.ConditionExpression?.replace(' AND attribute_not_exists(#f1)', '');
          return { Put: { ...action.Put, ConditionExpression, ExpressionAttributeNames: names } };
        });
        return send(command, { ...input, TransactItems });
      },
    }),
  }),
  mutant({
    id: 'dynamo-marker-among-records',
    clause: 'PS-LARGE-06',
    reason: 'foreign-rows',
    description: 'What is unfinished is listed by an item among the records, which a load does not leave out.',
    wrong: () => ({
      sender: () => (request, send) => {
        const { command, input } = request;
        const head = actionsOf(request).find(isHead)?.Put;
        if (!isCommit(request) || head === undefined || dataOf(actionsOf(request)).length === 0)
          return send(command, input);
        const { TableName, Item: item } = head;
        const marker = { ...unmarked(item), sk: { S: `redo#${item['commitId']?.S}` } };
        return send(command, { TransactItems: [...actionsOf(request), { Put: { TableName, Item: marker } }] });
      },
    }),
  }),
  mutant({
    id: 'dynamo-readers-may-not-write',
    clause: 'PS-LARGE-07',
    reason: 'not-finished',
    description: 'Reads go through a role that may not write, and so leave what is unfinished to writers.',
    wrong: () => {
      const reading = new AsyncLocalStorage<boolean>();
      return {
        sender: () => async (request, send) => {
          if (reading.getStore() === true && isApplying(request)) throw refusal('AccessDeniedException');
          return send(request.command, request.input);
        },
        store: (store) => ({
          get: (id, keys, options) => reading.run(true, async () => store.get(id, keys, options)),
          load: (id, options) => reading.run(true, async () => store.load(id, options)),
        }),
      };
    },
  }),
];
