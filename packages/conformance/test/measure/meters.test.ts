import { dialogueId } from '@colloquy/core';
import { describe, expect, test } from 'vitest';
import { itemKey, manyKeys } from '../../src/data/names.ts';
import type { AdapterKit, Fixture } from '../../src/kit/AdapterKit.ts';
import type { Metered } from '../../src/kit/Metered.ts';
import { Writer } from '../../src/laws/support/Writer.ts';
import { meterOf } from '../../src/mutants/support/meterOf.ts';
import { releasing } from '../../src/suite/releasing.ts';
import { Verifier } from '../../src/suite/Verifier.ts';
import { dynamoFixture, dynamoKit } from '../kits/dynamo.ts';
import { postgresKit } from '../kits/postgres.ts';
import { sqliteKit } from '../kits/sqlite.ts';
import { statementLine } from '../kits/statementLine.ts';

const id = dialogueId('metered');

/** A dialogue of three records, and a meter that has nothing on its list. */
async function prepared<T>(
  create: () => Promise<Fixture>,
  use: (metered: Metered, writer: Writer) => Promise<T>,
): Promise<T> {
  const fixture = await create();
  return releasing(
    async () => {
      const writer = new Writer(new Verifier('MEASURE'), fixture.store, id);
      await writer.commit({ puts: manyKeys(3) });
      const metered = await meterOf(fixture);
      await metered.store.head(id);
      metered.take();
      return use(metered, writer);
    },
    () => fixture.close(),
  );
}

function on<T>(kit: AdapterKit, use: (metered: Metered, writer: Writer) => Promise<T>): Promise<T> {
  return prepared(() => kit.create(), use);
}

describe('the meter of DynamoDB', () => {
  test('names commands and keys', async () => {
    await on(dynamoKit(), async ({ store, take }, writer) => {
      await store.head(id);
      await store.get(id, [itemKey(0), itemKey(2)]);
      await store.last(id, 'item#');
      await store.commit(id, writer.draft({ puts: [itemKey(1)] }));
      await store.header.holdsData();
      expect(take()).toEqual([
        'GetItem dialogue#metered #head',
        'TransactGetItems 3 items: dialogue#metered #head to dialogue#metered item#000002',
        'Query dialogue#metered from item# below item#?',
        'TransactWriteItems 3 items: dialogue#metered #head to dialogue#metered item#000001',
        'Scan',
      ]);
      await store.analytics?.expertRanking({ limit: 10, after: undefined });
      expect(take().toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
        Array.from({ length: 8 }, (_, shard) => `Query ByExpert experts#${shard}`),
      );
    });
  });

  test('counts every attempt, not every call', async () => {
    let failures = 0;
    const create = () =>
      dynamoFixture({
        client: (client) => {
          client.middlewareStack.add(
            (next) => async (args) => {
              const answer = await next(args);
              if (failures === 0) return answer;
              failures -= 1;
              throw Object.assign(new Error('slow down'), {
                name: 'ThrottlingException',
                $retryable: { throttling: true },
              });
            },
            // Outside of what lists, within what tries again.
            { step: 'finalizeRequest', priority: 'low' },
          );
        },
      });
    await prepared(create, async ({ store, take }) => {
      failures = 2;
      await store.head(id);
      expect(take()).toEqual(Array.from({ length: 3 }, () => 'GetItem dialogue#metered #head'));
    });
  });
});

describe.each([sqliteKit(), postgresKit()])('the meter of $name', (kit) => {
  test('lists statements, those that change something too, and no BEGIN and COMMIT', async () => {
    await on(kit, async ({ store, take }, writer) => {
      await store.head(id);
      const [head, ...more] = take();
      expect(head).toMatch(/^SELECT .*\bheads\b/);
      expect(more).toEqual([]);
      await store.commit(id, writer.draft({ puts: manyKeys(2) }));
      const commit = take();
      expect(commit.join('\n')).toContain(kit.name === 'sqlite' ? 'INSERT INTO log' : 'WITH failing');
      expect(commit.length).toBe(kit.name === 'sqlite' ? 8 : 1);
      for (const line of commit) expect(line).not.toMatch(/^(?:BEGIN|COMMIT|ROLLBACK)|fixture_|\n/);
    });
  });
});

test('a statement is one line, whatever it says and however long', () => {
  expect(statementLine('BEGIN IMMEDIATE')).toEqual([]);
  expect(statementLine(' commit ')).toEqual([]);
  expect(statementLine('')).toEqual([]);
  expect(statementLine('SELECT 1\n  FROM committed')).toEqual(['SELECT 1 FROM committed']);
  expect(statementLine("SELECT '\u0000\u{1f9c1}'")).toEqual(["SELECT '???'"]);
  const [long = ''] = statementLine(`SELECT ${'x'.repeat(5_000_000)}`);
  expect([long.length, long.slice(-4)]).toEqual([163, 'x...']);
});
