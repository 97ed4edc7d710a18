import type { StoreMutant } from '../../../src/mutants/Mutant.ts';
import { mutant } from './dynamoMutant.ts';
import { onePage, queryingPartition, unguarded, unguardedBehind } from './dynamoPages.ts';
import { partitionOf, type Sender } from './dynamoSender.ts';
import { eventual, queriesOf } from './laggingReplica.ts';

/** Takes the end of an answer for the end of the log, and asks nobody whether it is. */
function endsWithTheAnswer(): Sender {
  let isLog = false;
  return async (request, send) => {
    const { command, input } = request;
    const isEnd = isLog && command === 'TransactGetItemsCommand';
    isLog = queriesOf('log#')(request);
    const answer = await send(command, input);
    if (isLog) return onePage(answer);
    if (!isEnd) return answer;
    const isEntry = (at: number): boolean => partitionOf(input.TransactItems?.[at]?.Get?.Key).startsWith('log#');
    return { ...answer, Responses: (answer.Responses ?? []).map((found, at) => (isEntry(at) ? {} : found)) };
  };
}

/** What people get wrong about the log: its order, its numbers, its pages, its end. */
export const dynamoLogMutants: readonly StoreMutant[] = [
  mutant({
    id: 'dynamo-log-descending',
    clause: 'PS-LOG-01',
    reason: 'wrong-entries',
    description: 'The log is read with ScanIndexForward false, as the newest entries are asked for most.',
    wrong: () => queryingPartition('log#', (input) => ({ ...input, ScanIndexForward: false }), unguarded),
  }),
  mutant({
    id: 'dynamo-number-without-zeros',
    clause: 'PS-LOG-01',
    reason: 'wrong-next',
    description: 'The sort key of an entry is its number as text, without zeros before it: 10 comes before 2.',
    wrong: () => ({
      sender:
        () =>
        ({ command, input }, send) =>
          send(command, withoutZeros(input)),
    }),
  }),
  mutant({
    id: 'dynamo-log-of-one-page',
    clause: 'PS-LOG-02',
    reason: 'entries-missing',
    description:
      'The log ends where an answer of the service ends: LastEvaluatedKey is not looked at, and no entry behind it.',
    wrong: () => ({ sender: endsWithTheAnswer }),
  }),
  mutant({
    id: 'dynamo-start-key-inclusive',
    clause: 'PS-LOG-03',
    reason: 'not-empty',
    description: 'The key to go on behind is part of the range.',
    wrong: () =>
      queryingPartition(
        'log#',
        (input) => ({
          ...input,
          KeyConditionExpression: (input.KeyConditionExpression ?? '').replace('#sk > :after', '#sk >= :after'),
        }),
        unguardedBehind,
      ),
  }),
  mutant({
    id: 'dynamo-log-eventual',
    clause: 'PS-LOG-04',
    reason: 'entries-missing',
    description: 'The query of the log is sent without ConsistentRead.',
    wrong: () => eventual(queriesOf('log#')),
  }),
];

function withoutZeros<T>(value: T): T {
  return plain(value) as T;
}

function plain(value: unknown): unknown {
  if (typeof value === 'string') return /^\d{16}$/.test(value) ? String(Number(value)) : value;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
}
