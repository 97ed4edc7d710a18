import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { compareAscii, scoped, type DialogueId, type ScopedLoad } from '@colloquy/core';
import type { StoreMutant } from '../../../src/mutants/Mutant.ts';
import type { Item, Wrong } from './dynamoKitOver.ts';
import { mutant } from './dynamoMutant.ts';
import { unguarded } from './dynamoPages.ts';
import { placeOf, queried } from './dynamoSender.ts';

/** Attributes of a record, changed as they are written. */
function attributesAs(change: (value: AttributeValue, name: string) => AttributeValue | undefined): Wrong {
  return {
    put: (item) => {
      const { attributes } = item;
      if (attributes?.M === undefined) return item;
      const changed = Object.entries(attributes.M).flatMap(([name, value]) => {
        const next = change(value, name);
        return next === undefined ? [] : [[name, next] as const];
      });
      return { ...item, attributes: { M: Object.fromEntries(changed) } };
    },
  };
}

/** An item whose bytes are the whole buffers behind them. */
function buffers(item: Item): Item {
  const changed = Object.entries(item).map(([name, value]): readonly [string, AttributeValue] =>
    value.B === undefined ? [name, value] : [name, { B: new Uint8Array(value.B.buffer) }],
  );
  return Object.fromEntries(changed);
}

/** What people get wrong about values and names of items, and about what belongs to whom. */
export const dynamoValueMutants: readonly StoreMutant[] = [
  mutant({
    id: 'dynamo-partition-key-answered',
    clause: 'PS-SCOPE-01',
    reason: 'wrong-dialogue',
    description: 'The id of the dialogue is answered as the partition key has it, with its prefix.',
    wrong: () => ({
      store: (store) => ({
        head: async (id, options) => {
          const head = await store.head(id, options);
          return head && scoped(`dialogue#${id}` as DialogueId, head);
        },
      }),
    }),
  }),
  mutant({
    id: 'dynamo-load-by-scan',
    clause: 'PS-SCOPE-02',
    reason: 'foreign-data',
    description: 'A dialogue is loaded by a scan whose filter is begins_with on the partition key.',
    wrong: () => ({
      sender: () => async (request, send) => {
        const { command, input } = request;
        const isLoad = queried(request).startsWith('dialogue#') && input.Limit === undefined;
        if (command !== 'QueryCommand' || !isLoad) return send(command, input);
        const { KeyConditionExpression: _, ScanIndexForward: __, ...rest } = input;
        return send('ScanCommand', {
          ...rest,
          FilterExpression: 'begins_with(#pk, :pk)',
          ExpressionAttributeNames: { '#pk': 'pk' },
          ExpressionAttributeValues: { ':pk': { S: queried(request) } },
        });
      },
    }),
  }),
  mutant({
    id: 'dynamo-table-described-first',
    clause: 'PS-COPY-01',
    reason: 'input-kept',
    description: 'A commit first sees to it that the table is there, and copies what it was given afterwards.',
    wrong: () => ({
      store: (store) => ({
        commit: async (id, commit, options) => {
          await store.head(id);
          return store.commit(id, commit, options);
        },
      }),
    }),
  }),
  mutant({
    id: 'dynamo-load-by-the-head',
    clause: 'PS-COPY-02',
    reason: 'answer-shared',
    description: 'To save capacity a load whose head has not moved is answered with the objects of the one before.',
    wrong: () => ({
      store: (store) => {
        const known = new Map<string, ScopedLoad>();
        return {
          load: async (id, options) => {
            const head = await store.head(id, options);
            const before = known.get(`${id}@${head?.n}`);
            if (before !== undefined) return before;
            const answer = await store.load(id, options);
            known.set(`${id}@${head?.n}`, answer);
            return answer;
          },
        };
      },
    }),
  }),
  mutant({
    id: 'dynamo-bytes-as-string',
    clause: 'PS-BYTES-01',
    reason: 'bytes-changed',
    description: 'An envelope is written as S, as which bytes that are not UTF-8 are lost.',
    wrong: () => ({
      put: ({ envelope, ...item }) =>
        envelope?.B === undefined
          ? { ...item, ...(envelope === undefined ? {} : { envelope }) }
          : { ...item, envelope: { B: Buffer.from(Buffer.from(envelope.B).toString('utf8')) } },
    }),
  }),
  mutant({
    id: 'dynamo-empty-values-to-null',
    clause: 'PS-BYTES-01',
    reason: 'bytes-changed',
    description: 'Items are marshalled with convertEmptyValues: no bytes are NULL.',
    wrong: () => ({
      put: (item) =>
        Object.fromEntries(
          Object.entries(item).map(([name, value]) => [name, value.B?.byteLength === 0 ? { NULL: true } : value]),
        ),
    }),
  }),
  mutant({
    id: 'dynamo-buffer-of-the-view',
    clause: 'PS-BYTES-01',
    reason: 'bytes-changed',
    description: 'Bytes of an answer are taken by their buffer, of which the client gives only a part.',
    wrong: () => ({
      sender: () => async (request, send) => {
        const answer = await send(request.command, request.input);
        return answer.Items === undefined ? answer : { ...answer, Items: answer.Items.map(buffers) };
      },
    }),
  }),
  mutant({
    id: 'dynamo-empty-map-dropped',
    clause: 'PS-ATTR-01',
    reason: 'attributes-changed',
    description: 'A map without entries is left out of the item, and missing when it is read.',
    wrong: () => ({
      put: ({ attributes, ...item }) =>
        Object.keys(attributes?.M ?? {}).length === 0 ? item : { ...item, ...(attributes && { attributes }) },
    }),
  }),
  mutant({
    id: 'dynamo-numbers-of-fifteen-digits',
    clause: 'PS-ATTR-01',
    reason: 'attributes-changed',
    description: 'Numbers are written with the fifteen digits that every double has.',
    wrong: () =>
      attributesAs((value) => (value.N === undefined ? value : { N: String(Number(Number(value.N).toPrecision(15))) })),
  }),
  mutant({
    id: 'dynamo-booleans-as-numbers',
    clause: 'PS-ATTR-01',
    reason: 'attributes-changed',
    description: 'Booleans are written as N, so that they can be part of a key.',
    wrong: () => attributesAs((value) => (value.BOOL === undefined ? value : { N: value.BOOL ? '1' : '0' })),
  }),
  mutant({
    id: 'dynamo-names-of-its-own',
    clause: 'PS-ATTR-01',
    reason: 'attributes-changed',
    description: 'An attribute named n is taken for one of the adapter, and left out.',
    wrong: () => attributesAs((value, name) => (name === 'n' ? undefined : value)),
  }),
  mutant({
    id: 'dynamo-attributes-set-one-by-one',
    clause: 'PS-ATTR-02',
    reason: 'attribute-survived',
    description: 'Attributes are updated with SET attributes.name, so that a name never goes away.',
    wrong: () => {
      const before = new Map<string, Item>();
      return {
        put: (item) => {
          if (item['attributes']?.M === undefined) return item;
          const merged = { ...before.get(placeOf(item)), ...item['attributes'].M };
          before.set(placeOf(item), merged);
          return { ...item, attributes: { M: merged } };
        },
      };
    },
  }),
  mutant({
    id: 'dynamo-sorted-without-case',
    clause: 'PS-ORDER-01',
    reason: 'not-byte-order',
    description: 'Items of several pages are put in order once more, without regard to case.',
    wrong: () => ({
      sender: () => async (request, send) => {
        const answer = await send(request.command, request.input);
        if (request.input.Limit !== undefined || !queried(request).startsWith('dialogue#')) return answer;
        const name = (item: Item): string => (item['sk']?.S ?? '').toLowerCase();
        const sorted = (answer.Items ?? []).toSorted((a, b) => compareAscii(name(a), name(b)));
        return unguarded({ ...answer, Items: sorted });
      },
    }),
  }),
];
