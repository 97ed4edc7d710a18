import { compareAscii } from '@colloquy/core';
import type { Item, Wrong } from './dynamoKitOver.ts';
import type { Input, Output, Sender } from './dynamoSender.ts';
import { queriesOf } from './laggingReplica.ts';

/** Queries of these partitions that are sent, or answered, otherwise. */
export function queryingPartition(
  prefix: string,
  change: (input: Input) => Input,
  answered: (answer: Output, input: Input) => Output = same,
): Wrong {
  const isMeant = queriesOf(prefix);
  const sender: Sender = async (request, send) =>
    isMeant(request)
      ? answered(await send(request.command, change(request.input)), request.input)
      : send(request.command, request.input);
  return { sender: () => sender };
}

export function same<T>(message: T): T {
  return message;
}

export function onePage({ LastEvaluatedKey: _key, ...answer }: Output): Output {
  return answer;
}

const sortOf = (item: Item): string => item['sk']?.S ?? '';

/**
 * A page with the sort keys in their order, whatever the order of the items is. The adapter refuses a page that is out of order, and a
 * mutant of it is a program that does not look.
 */
export function unguarded(answer: Output): Output {
  const { Items = [] } = answer;
  const sorts = Items.map(sortOf).toSorted(compareAscii);
  return placed(answer, sorts);
}

/** The same of a page that may begin at the key behind which it was to begin, or before. */
export function unguardedBehind(answer: Output, input: Input): Output {
  const after = input.ExpressionAttributeValues?.[':after']?.S ?? '';
  const { Items = [] } = answer;
  const sorts = Items.map((_, at) => `${after}+${String(at).padStart(4, '0')}`);
  return placed(answer, sorts);
}

function placed({ LastEvaluatedKey, ...answer }: Output, sorts: readonly string[]): Output {
  const Items = (answer.Items ?? []).map((item, at): Item => ({ ...item, sk: { S: sorts[at] ?? '' } }));
  const last = Items.at(-1);
  if (LastEvaluatedKey === undefined) return { ...answer, Items };
  const { pk = { S: '' }, sk = { S: '' } } = last ?? LastEvaluatedKey;
  return { ...answer, Items, LastEvaluatedKey: { pk, sk } };
}
