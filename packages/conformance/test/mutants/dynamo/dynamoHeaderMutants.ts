import { bytesEqual, type StoreHeaderPort } from '@colloquy/core';
import type { OpenStore } from '../../../src/kit/AdapterKit.ts';
import type { StoreMutant } from '../../../src/mutants/Mutant.ts';
import type { Wrong } from './dynamoKitOver.ts';
import { mutant } from './dynamoMutant.ts';
import { keyOf, partitionOf, tableOf, type Output, type Sender } from './dynamoSender.ts';
import { lostMeansNotWritten, writeBehind } from './dynamoEndingMutants.ts';
import { eventual, queriesOf } from './laggingReplica.ts';

/** Puts of the header under another condition, or none. */
function putting(condition: (expression: string) => string | undefined): Wrong {
  return {
    sender: () => (request, send) => {
      const { command, input } = request;
      const {
        ConditionExpression,
        ExpressionAttributeNames: _names,
        ExpressionAttributeValues: _values,
        ...put
      } = input;
      const next = condition(ConditionExpression ?? '');
      if (command !== 'PutItemCommand' || partitionOf(input.Item) !== 'store') return send(command, input);
      if (next !== undefined) return send(command, { ...input, ConditionExpression: next });
      return send(command, put);
    },
  };
}

/** Methods of the header. */
const heading =
  (change: (header: StoreHeaderPort) => Partial<StoreHeaderPort>) =>
  (store: OpenStore): Partial<OpenStore> => ({ header: { ...store.header, ...change(store.header) } });

/** Callers who all look before any of them writes: in that order, a race is no matter of luck. */
function together(): (header: StoreHeaderPort) => Promise<Uint8Array | undefined> {
  let looking: Promise<unknown>[] = [];
  return async (header) => {
    const looked = header.read();
    looking.push(looked);
    const standing = await looked;
    await Promise.all(looking);
    looking = [];
    return standing;
  };
}

/** Scans that are sent, or answered, otherwise. */
function scanning(sender: Sender): Wrong {
  return {
    sender: () => (request, send) =>
      request.command === 'ScanCommand' ? sender(request, send) : send(request.command, request.input),
  };
}

/** Deletes whatever is no record and no entry. */
const sweeping: Sender = async (request, send) => {
  const { command, input } = request;
  const answer: Output = await send(command, input);
  if (!queriesOf('redo#')(request)) return answer;
  const TableName = tableOf(input);
  const { Items = [] } = await send('ScanCommand', { TableName, ConsistentRead: true });
  for (const item of Items.filter((each) => !/^(?:dialogue|log)#/.test(partitionOf(each)))) {
    await send('DeleteItemCommand', { TableName, Key: keyOf(item) });
  }
  return answer;
};

/** What people get wrong about the one item that is not of a dialogue. */
export const dynamoHeaderMutants: readonly StoreMutant[] = [
  mutant({
    id: 'dynamo-header-of-no-item',
    clause: 'SH-READ-01',
    reason: 'header-from-nowhere',
    description: 'An item that is not there is read as one with an empty header.',
    wrong: () => ({
      sender:
        () =>
        async ({ command, input }, send) => {
          const answer = await send(command, input);
          const isOurs = command === 'GetItemCommand' && partitionOf(input.Key) === 'store';
          return isOurs && answer.Item === undefined ? { ...answer, Item: { header: { S: '' } } } : answer;
        },
    }),
  }),
  mutant({
    id: 'dynamo-header-eventual',
    clause: 'SH-READ-02',
    reason: 'stale',
    description: 'GetItem of the header without ConsistentRead.',
    wrong: () => eventual(({ command }) => command === 'GetItemCommand'),
  }),
  mutant({
    id: 'dynamo-header-as-string',
    clause: 'SH-BYTES-01',
    reason: 'changed',
    description: 'The header is JSON, so it is written as the text that it is.',
    wrong: () => ({
      put: (item) => {
        const hex = item['header']?.S;
        if (hex === undefined) return item;
        return { ...item, header: { S: Buffer.from(Buffer.from(hex, 'hex').toString('utf8')).toString('hex') } };
      },
    }),
  }),
  mutant({
    id: 'dynamo-header-of-the-module',
    clause: 'SH-COPY-01',
    reason: 'shared',
    description: 'A client keeps the header that it has read, and gives out the same array again.',
    wrong: () => ({
      store: (store) => {
        let known: Promise<Uint8Array | undefined> | undefined;
        return heading((header) => ({
          read: async (options) => {
            known ??= header.read(options);
            return known;
          },
        }))(store);
      },
    }),
  }),
  mutant({
    id: 'dynamo-header-put-without-condition',
    clause: 'SH-PUT-01',
    reason: 'not-what-stands',
    description: 'PutItem without attribute_not_exists replaces the item.',
    wrong: () => putting((expression) => (expression.startsWith('attribute_not_exists') ? undefined : expression)),
  }),
  mutant({
    id: 'dynamo-header-looked-then-put',
    clause: 'SH-PUT-02',
    reason: 'two-winners',
    description: 'GetItem, and PutItem without a condition where nothing was found.',
    wrong: () => {
      const look = together();
      return {
        ...putting(() => undefined),
        store: heading((header) => ({
          putIfAbsent: async (bytes, options) => {
            const standing = await look(header);
            if (standing !== undefined) return standing;
            await header.replace(bytes, bytes, options);
            return bytes;
          },
        })),
      };
    },
  }),
  mutant({
    id: 'dynamo-header-there-is-one',
    clause: 'SH-REPLACE-01',
    reason: 'replaced-what-is-gone',
    description: 'The header is replaced under attribute_exists, whatever it says.',
    wrong: () => ({
      sender: () => (request, send) => {
        const { command, input } = request;
        const isReplacing = command === 'PutItemCommand' && input.ExpressionAttributeValues !== undefined;
        if (!isReplacing) return send(command, input);
        const { ExpressionAttributeValues: _, ...rest } = input;
        return send(command, {
          ...rest,
          ConditionExpression: 'attribute_exists(#pk)',
          ExpressionAttributeNames: { '#pk': 'pk' },
        });
      },
    }),
  }),
  mutant({
    id: 'dynamo-header-compared-then-put',
    clause: 'SH-REPLACE-02',
    reason: 'not-one-winner',
    description: 'The header is compared after GetItem, and PutItem has no condition.',
    wrong: () => {
      const look = together();
      return {
        ...putting((expression) => (expression.startsWith('attribute_not_exists') ? expression : undefined)),
        store: heading((header) => ({
          replace: async (previous, next, options) => {
            const standing = await look(header);
            if (standing === undefined || !bytesEqual(standing, previous)) return false;
            return header.replace(previous, next, options);
          },
        })),
      };
    },
  }),
  mutant({
    id: 'dynamo-scan-for-heads',
    clause: 'SH-DATA-01',
    reason: 'data-overlooked',
    description: 'The scan is filtered to heads: a dialogue that has lost its own is none.',
    wrong: () =>
      scanning(({ command, input }, send) => {
        const ExpressionAttributeNames = { ...input.ExpressionAttributeNames, '#sk': 'sk' };
        const ExpressionAttributeValues = { ':head': { S: '#head' } };
        const FilterExpression = '#sk = :head';
        return send(command, { ...input, FilterExpression, ExpressionAttributeNames, ExpressionAttributeValues });
      }),
  }),
  mutant({
    id: 'dynamo-scan-of-one-item',
    clause: 'SH-DATA-01',
    reason: 'data-overlooked',
    description: 'Limit 1 beside a filter is taken for one match; it is one item looked at.',
    wrong: () =>
      scanning(async ({ command, input }, send) => {
        const { LastEvaluatedKey: _, ...answer } = await send(command, {
          ...input,
          FilterExpression: 'begins_with(#pk, :log)',
          ExpressionAttributeValues: { ':log': { S: 'log#' } },
          Limit: 1,
        });
        return answer;
      }),
  }),
  mutant({
    id: 'dynamo-sweeper-of-the-table',
    clause: 'SH-APART-01',
    reason: 'not-apart',
    description:
      'The sweeper scans the table and deletes what is no record and no entry: chunks, and the header with them.',
    wrong: () => ({ sender: () => sweeping }),
  }),
  mutant({
    id: 'dynamo-header-lost-means-not-written',
    clause: 'SH-ERROR-01',
    reason: 'written-despite-error',
    description: 'The lost answer of a PutItem is told as a service that was not reached.',
    wrong: () => ({ sender: () => lostMeansNotWritten }),
  }),
  mutant({
    id: 'dynamo-header-write-behind',
    clause: 'SH-DURABLE-01',
    reason: 'lost',
    description: 'A header is acknowledged from memory and sent before the next request.',
    wrong: () => ({ sender: writeBehind }),
  }),
  mutant({
    id: 'dynamo-header-signal-not-passed',
    clause: 'SH-SIGNAL-01',
    reason: 'not-rejected',
    description: 'The scan is sent without the signal of the call.',
    wrong: () => ({ store: heading((header) => ({ holdsData: () => header.holdsData() })) }),
  }),
  mutant({
    id: 'dynamo-header-closed-is-none',
    clause: 'SH-CLOSE-01',
    reason: 'works-after-close',
    description: 'A read that fails is answered as a header that is not there, also that of a closed store.',
    wrong: () => ({
      store: heading((header) => ({
        read: async (options) => {
          options?.signal?.throwIfAborted();
          return header.read(options).catch(() => undefined);
        },
      })),
    }),
  }),
];
