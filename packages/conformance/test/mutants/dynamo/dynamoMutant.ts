import type { AnalyticsPort } from '@colloquy/core';
import type { StoreMutant } from '../../../src/mutants/Mutant.ts';
import { dynamoKitOver, type Item, type Message, type Wrong } from './dynamoKitOver.ts';

type Mutation = Omit<StoreMutant, 'build'> & { readonly wrong: () => Wrong };

/** `wrong` is made anew for each run: what it remembers belongs to one. */
export function mutant({ wrong, ...rest }: Mutation): StoreMutant {
  return { ...rest, build: () => dynamoKitOver(rest.id, wrong()) };
}

/** A port some of whose methods are replaced. */
export function porting(change: (port: AnalyticsPort) => Partial<AnalyticsPort>): Wrong {
  return {
    store: (store) => {
      const analytics = owed(store.analytics);
      return { analytics: { ...analytics, ...change(analytics) } };
    },
  };
}

/** Queries of an index that are sent, or answered, otherwise. */
export function querying(
  index: string | undefined,
  send: (input: Message, go: (input: Message) => Promise<Message>) => Promise<Message>,
): Wrong {
  return {
    send: ({ input }, go) => {
      const isMeant = input.IndexName !== undefined && (index ?? input.IndexName) === input.IndexName;
      return isMeant ? send(input, go) : go(input);
    },
  };
}

/** Records with other attributes for an index; `key` is that of the record. */
export function placing(place: (key: string, attributes: Item, item: Item) => Item): Wrong {
  return {
    put: (item) => {
      const { key, attributes } = item;
      return key?.S === undefined || attributes?.M === undefined
        ? item
        : { ...item, ...place(key.S, attributes.M, item) };
    },
  };
}

export const nothing: Message = { Items: [], Count: 0 };
export const partitionOf = (input: Message): string => input.ExpressionAttributeValues?.[':pk']?.S ?? '';
const isOfIndex = (name: string): boolean => /^by[A-Z].*(?:Pk|Sk|Score)$/.test(name);

/** An item without what places it in an index. */
export function unplaced(item: Item): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !isOfIndex(name)));
}

/** What places an item in an index. */
export function placeIn(item: Item): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => isOfIndex(name)));
}

export function withoutKey({ LastEvaluatedKey: _key, ...answer }: Message): Message {
  return answer;
}

/** What the backend has. */
export function owed(port: AnalyticsPort | undefined): AnalyticsPort {
  if (port === undefined) throw new TypeError('the DynamoDB backend has analytics');
  return port;
}
