import { expect, test } from 'vitest';
import type { AdapterKit } from '../../src/kit/AdapterKit.ts';
import { storeLaws } from '../../src/laws/storeLaws.ts';
import { runLaws } from '../../src/suite/runSuite.ts';
import { dynamoFixture, dynamoKit } from '../kits/dynamo.ts';
import { isCurrent, RecordedRequests, type RecordedRequest } from '../kits/RecordedRequests.ts';
import { dynamoKitOver } from '../mutants/dynamo/dynamoKitOver.ts';
import { settings } from '../settings.ts';

/*
 * The local engine answers every read with what is there now, asked or not: no law can see a read that the service would answer with
 * something older. So requests are looked at: here which there are, and in every run with the kit of DynamoDB that none is of the wrong
 * sort.
 */

const requests = new RecordedRequests();

const kit: AdapterKit = {
  ...dynamoKit(),
  create: () => dynamoFixture({ client: (client) => requests.attach(client) }),
};

const few = { seed: settings.seed, runs: 1 };

/** Each sort of request once. */
function sorts(all: readonly RecordedRequest[]): readonly string[] {
  const named = all.map(({ command, index, consistent }) => `${command} ${index ?? 'table'} ${String(consistent)}`);
  return [...new Set(named)].sort((a, b) => (a < b ? -1 : 1));
}

test('head, get, last, load and log send no read to an index, and none that may be old', async () => {
  const laws = storeLaws.filter(({ clause }) => /^PS-(?:HEAD|GET|LAST|LOAD|LOG)-/.test(clause));
  const results = await runLaws({ kit, laws, ...few });
  expect(results.filter(({ status }) => status === 'failed')).toEqual([]);
  expect(sorts(requests.take())).toEqual([
    'BatchWriteItemCommand table false',
    'DescribeTableCommand table false',
    'GetItemCommand table true',
    'PutItemCommand table false',
    'QueryCommand table true',
    'TransactGetItemsCommand table false',
    'TransactWriteItemsCommand table false',
  ]);
}, 120_000);

test('a load that may be old fails wherever the kit is used', async () => {
  const broken = dynamoKitOver('a load that may be old', {
    send: ({ input }, send) => send(input.ConsistentRead === true ? { ...input, ConsistentRead: false } : input),
  });
  const laws = storeLaws.filter(({ clause }) => clause === 'PS-LOAD-01');
  const results = await runLaws({ kit: broken, laws, ...few });
  expect(new Set(results.map(({ reason }) => reason))).toEqual(new Set(['unexpected-error']));
}, 60_000);

test('questions across dialogues go to an index each, and everything else where it always goes', async () => {
  const laws = storeLaws.filter(({ clause }) => clause === 'AN-FRESH-02' || clause === 'AN-COPY-01');
  const results = await runLaws({ kit, laws, ...few });
  expect(results.filter(({ status }) => status === 'failed')).toEqual([]);
  expect(sorts(requests.take().filter((request) => !isCurrent(request)))).toEqual([
    'QueryCommand ByExpert false',
    'QueryCommand ByStatus false',
    'QueryCommand ByTensionStatus false',
  ]);
}, 60_000);

test.each([
  [{ command: 'GetItemCommand', index: undefined, consistent: false }, false],
  [{ command: 'QueryCommand', index: undefined, consistent: false }, false],
  [{ command: 'QueryCommand', index: 'ByStatus', consistent: true }, false],
  [{ command: 'ScanCommand', index: undefined, consistent: false }, false],
  [{ command: 'BatchGetItemCommand', index: undefined, consistent: false }, false],
  [{ command: 'QueryCommand', index: undefined, consistent: true }, true],
  [{ command: 'TransactGetItemsCommand', index: undefined, consistent: false }, true],
  [{ command: 'BatchWriteItemCommand', index: undefined, consistent: false }, true],
])('%j is current: %s', (request, expected) => expect(isCurrent(request)).toBe(expected));
