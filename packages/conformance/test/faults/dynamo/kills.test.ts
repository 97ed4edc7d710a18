import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { dialogueId, type DialogueId, type DialogueState } from '@colloquy/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sameData } from '../../../src/judge/Finding.ts';
import { largeRound } from '../../large/largeRound.ts';
import { deep } from '../../settings.ts';
import { createDynamoField, type DynamoField } from '../support/dynamoField.ts';
import { KilledRound, recordsOfRound, type Fresh } from '../support/killedRound.ts';

/*
 * A round of 500 records, and its process killed with SIGKILL at each step: between every two requests of its commit. What a newcomer
 * sees is all or nothing, and whoever comes next finishes it: a reader, a writer, or settle.
 */

/** Each finishes what was left in its own way. Answers how many commits and records it made itself. */
const visitors: Readonly<Record<string, (fresh: Fresh, id: DialogueId) => Promise<readonly [number, number]>>> = {
  load: async ({ store }, id) => {
    await store.load(id);
    return [0, 0];
  },
  'point read': async ({ store }, id) => {
    await store.item(id, 'P0001');
    return [0, 0];
  },
  writer: async ({ store }, id) => {
    await store.registerExpert(id, { slug: 'eclair', role: 'Next', tier: 'Core', source: 'pool' });
    return [1, 1];
  },
  settle: async ({ backend }, id) => {
    await backend.settle(id);
    return [0, 0];
  },
};

const names = Object.keys(visitors);
const isExhaustive = deep;

let field: DynamoField;
let stage: KilledRound;
let requests: readonly string[];
let plays = 0;

beforeAll(async () => {
  field = await createDynamoField();
  stage = await KilledRound.on(field, dialogueId('source'));
  requests = await stage.requests(dialogueId('whole'));
});

afterAll(async () => {
  await field[Symbol.asyncDispose]();
});

/** A death, and who comes after it. */
interface Step {
  readonly point: number;
  readonly visitor: string;
}

/** Every boundary between two requests once, seen from either side by turns; or every point with every visitor. */
function steps(): readonly Step[] {
  const points = Array.from({ length: 2 * requests.length }, (_, at) => at + 1);
  if (isExhaustive) return points.flatMap((point) => names.map((visitor) => ({ point, visitor })));
  const once = points.filter((point) => point === 1 || point === points.length || point % 4 <= 1);
  return once.map((point, at) => ({ point, visitor: names[at % names.length] ?? '' }));
}

function describePoint(point: number): string {
  const request = Math.ceil(point / 2);
  return `${point % 2 === 1 ? 'before' : 'after'} request ${request}, ${requests[request - 1]}`;
}

/** Whether a request of this index, from 0, was made at this point. */
const isDone = (index: number, point: number): boolean => point >= 2 * (index + 1);

async function isMarked(id: DialogueId): Promise<boolean> {
  const { Items = [] } = await field.client.send(
    new QueryCommand({
      TableName: field.table,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk = :sk',
      ExpressionAttributeValues: { ':pk': { S: `dialogue#${id}` }, ':sk': { S: '#head' } },
    }),
  );
  return Items[0]?.['pendingCommitId'] !== undefined;
}

const itemsOf = (state: DialogueState): number =>
  (['perspective', 'tension', 'recommendation', 'evidence', 'claim'] as const).reduce(
    (sum, type) => sum + state.list(type).length,
    0,
  );

/** One death and one visit. Answers a line of the table, and what is wrong. */
async function play({ point, visitor }: Step): Promise<{ readonly line: string; readonly wrong: readonly string[] }> {
  const id = dialogueId(`killed-${(plays += 1)}`);
  const before = await stage.prepare(id);
  const { head } = await field.clean.load(id);
  const n = head?.n ?? 0;
  await stage.kill(id, point);

  const left = await field.probe.rows(id);
  const marked = await isMarked(id);
  const landed = isDone(requests.indexOf('TransactWriteItems'), point);
  const unmarked = isDone(requests.indexOf('PutItem'), point);
  const deleted = isDone(requests.indexOf('BatchWriteItem'), point);
  const orphaned = unmarked && !deleted;
  const wrong: string[] = [];
  const expectSame = (what: string, actual: unknown, expected: unknown): void => {
    if (sameData(actual, expected)) return;
    const [was, due] = [actual, expected].map((each) => JSON.stringify([each]).slice(0, 200));
    wrong.push(`${what}: ${was}, not ${due}`);
  };
  expectSame('the head moved', left.head?.n, n + (landed ? 1 : 0));
  expectSame('the log', left.log.length, n + (landed ? 1 : 0));
  expectSame('the mark', marked, landed && !unmarked);
  expectSame('chunks', left.leftovers > 0, landed && !deleted);

  // The newcomer, in whatever order: what it is answered does not rest on having finished.
  await using fresh = await stage.fresh();
  const [commits, added] = (await visitors[visitor]?.(fresh, id)) ?? [NaN, NaN];

  const now = await field.probe.rows(id);
  expectSame('the mark after the visit', await isMarked(id), false);
  // Only those who look for chunks without a mark delete them.
  expectSame('chunks after the visit', now.leftovers > 0, orphaned && visitor !== 'settle');
  expectSame('records in place', now.records.length, before + added + (landed ? recordsOfRound : 0));

  await using other = await stage.fresh();
  const loaded = await other.store.load(id);
  expectSame('n', loaded.n, n + commits + (landed ? 1 : 0));
  expectSame('rounds', loaded.state.list('round').length, landed ? 1 : 0);
  expectSame('items', itemsOf(loaded.state), landed ? 200 : 0);
  expectSame('the records loaded', (await other.backend.load(id)).records, now.records);
  const { ok, findings } = await other.store.verify(id);
  expectSame('verify', { ok, findings }, { ok: true, findings: [] });

  if (orphaned && visitor !== 'settle') {
    // The next large commit sweeps.
    await other.store.registerRound(id, largeRound({ round: landed ? 1 : 0 }));
    expectSame('chunks after the next large commit', (await field.probe.rows(id)).leftovers, 0);
  }
  const state = `${left.records.length - before} in place, ${left.leftovers} chunks${marked ? ', marked' : ''}`;
  const line = `${describePoint(point).padEnd(44)} | ${(landed ? 'all' : 'nothing').padEnd(7)} | ${state.padEnd(34)} | ${visitor}`;
  return { line: wrong.length === 0 ? line : `${line} | ${wrong.join('; ')}`, wrong };
}

describe('a round of 500 records whose process is killed', () => {
  test('its commit is what the steps are counted by', () => {
    const counts = Map.groupBy(requests, (name) => name);
    // Entry and head, then 500 records and what they rest on in parts of 97; 1 and 6 transactions; the mark, the chunks, a look for others.
    expect(requests.slice(0, 7)).toEqual(Array.from({ length: 7 }, () => 'TransactGetItems'));
    expect(counts.get('TransactWriteItems')).toHaveLength(1 + Math.ceil(recordsOfRound / 99));
    expect(requests.slice(-3)).toEqual(['PutItem', 'BatchWriteItem', 'Query']);
    expect(requests).toHaveLength(17);
  });

  test('at each step: all or nothing, and the next visitor finishes', { timeout: 1_200_000 }, async () => {
    const todo = [...steps()];
    const lines: string[] = [];
    const wrong: string[] = [];
    const lane = async (): Promise<void> => {
      for (let step = todo.shift(); step !== undefined; step = todo.shift()) {
        const played = await play(step);
        lines.push(played.line);
        wrong.push(...played.wrong);
      }
    };
    // Two cores.
    await Promise.all([lane(), lane()]);
    expect(wrong, `\n${lines.join('\n')}\n`).toEqual([]);
    expect(lines.length).toBeGreaterThan(requests.length);
  });

  test('settle sweeps the chunks of those who died before they deleted them', async () => {
    const point = 2 * requests.indexOf('PutItem') + 2;
    const { line, wrong } = await play({ point, visitor: 'settle' });
    expect(wrong, line).toEqual([]);
  });
});
