import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  type CreateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import { dialogueId, type Commit } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  openDynamoStore,
  secondaryIndexes,
  setUpDynamoTable,
  tableDefinition,
  type DynamoStore,
} from '../src/index.ts';
import { setUpTable, waits } from '../src/setup.ts';
import {
  added,
  denying,
  errorOf,
  exception,
  newTable,
  recordingClient,
  showing,
  withoutIndexes,
} from './support/clients.ts';

const config = dynamoConfig();
const place = 'the table';
const indexNames = Object.values(secondaryIndexes).map(({ name }) => name);
let plain: DynamoDBClient;

beforeAll(() => {
  plain = new DynamoDBClient(config);
});
afterAll(() => plain.destroy());

const make = async (definition: CreateTableCommandInput): Promise<unknown> =>
  plain.send(new CreateTableCommand(definition));

async function describeTable(table: string) {
  const { Table } = await plain.send(new DescribeTableCommand({ TableName: table }));
  return Table;
}

const some = new Uint8Array([1]);
const commit: Commit = {
  n: 1,
  commitId: '0'.repeat(32),
  header: some,
  body: some,
  auth: some,
  changes: [],
  checks: [],
};

async function commitsTo(store: DynamoStore, id: string): Promise<string> {
  return (await store.commit(dialogueId(id), commit)).outcome;
}

/** Setup with a delay that takes no time and writes down how long it was asked for. */
function timed(client: DynamoDBClient, table: string, complete = true, signal?: AbortSignal) {
  const waited: number[] = [];
  const delay = async (milliseconds: number): Promise<void> => {
    waited.push(milliseconds);
  };
  const options = signal === undefined ? {} : { signal };
  return { waited, done: setUpTable({ client, table, place, delay }, complete, options) };
}

describe('a new table', () => {
  test('ten that open at once all get it, and it is that of the definition', async () => {
    const table = newTable();
    const stores = await Promise.all(Array.from({ length: 10 }, () => openDynamoStore({ table, config })));
    const outcomes = await Promise.all(stores.map((store, at) => commitsTo(store, `dialogue-${at}`)));
    expect(outcomes).toEqual(Array.from({ length: 10 }, () => 'committed'));
    expect(await stores[0]?.dialogueIds()).toHaveLength(10);
    for (const store of stores) await store.close();
    const found = await describeTable(table);
    expect(found).toMatchObject({ KeySchema: tableDefinition(table).KeySchema });
    expect(new Set(found?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName))).toEqual(new Set(indexNames));
    expect(found?.BillingModeSummary?.BillingMode).toBe('PAY_PER_REQUEST');
  });

  test('is waited for, while it and while its indexes are being made', async () => {
    const table = newTable();
    const { client, sent } = recordingClient(
      showing((found, look) => {
        if (look <= 2) return { ...found, TableStatus: 'CREATING' };
        const [first, ...others] = found.GlobalSecondaryIndexes ?? [];
        if (look > 4 || first === undefined) return found;
        return { ...found, GlobalSecondaryIndexes: [{ ...first, IndexStatus: 'CREATING' }, ...others] };
      }),
    );
    const { waited, done } = timed(client, table);
    await done;
    // Absent at the first look, twice being made, twice an index, then ready.
    expect(waited).toEqual([250, 250, 250, 250, 250]);
    expect(sent.map(({ command }) => command)).toEqual([
      'DescribeTable',
      'CreateTable',
      ...Array.from({ length: 5 }, () => 'DescribeTable'),
    ]);
  });

  test('of others is not made again while a look does not show it yet', async () => {
    const table = newTable();
    await make(tableDefinition(table));
    let looks = 0;
    const { client, sent } = recordingClient(({ command }, go) => {
      return command === 'DescribeTable' && ++looks <= 3
        ? Promise.reject(exception('ResourceNotFoundException'))
        : go();
    });
    await timed(client, table).done;
    expect(sent.filter(({ command }) => command === 'CreateTable')).toHaveLength(1);
  });

  test('is made once another of its name is gone, which stood in the way at first', async () => {
    const table = newTable();
    let looks = 0;
    const { client, sent } = recordingClient(async ({ command }, go) => {
      if (command === 'CreateTable' && looks === 1) throw exception('ResourceInUseException');
      if (command !== 'DescribeTable' || ++looks === 1 || looks > 3) return go();
      // Of whatever form: it goes away.
      return { response: {}, output: { Table: { TableStatus: 'DELETING', KeySchema: [] }, $metadata: {} } };
    });
    const { waited, done } = timed(client, table);
    await done;
    expect(waited).toHaveLength(4);
    expect(sent.filter(({ command }) => command === 'CreateTable')).toHaveLength(2);
    expect((await describeTable(table))?.TableStatus).toBe('ACTIVE');
  });

  test.each(['LimitExceededException', 'ThrottlingException'])('%s is waited out', async (name) => {
    const table = newTable();
    let refusals = 2;
    const { client, sent } = recordingClient(({ command }, go) =>
      command !== 'DescribeTable' && refusals-- > 0 ? Promise.reject(exception(name)) : go(),
    );
    await timed(client, table).done;
    expect(sent.filter(({ command }) => command === 'CreateTable')).toHaveLength(3);
  });

  test('without the right to make it: schema_missing, and the way out', async () => {
    const table = newTable();
    const { client } = recordingClient(denying('CreateTable'));
    for (const call of [openDynamoStore, setUpDynamoTable]) {
      const error = await errorOf(call({ table, client }));
      expect(error.code).toBe('schema_missing');
      expect(error.message).toContain('cloudFormationTemplate()');
      expect(error.cause).toMatchObject({ name: 'AccessDeniedException' });
    }
  });

  test('that never gets ready: backend_unavailable after ten minutes', async () => {
    const table = newTable();
    const { client } = recordingClient(showing((found) => ({ ...found, TableStatus: 'CREATING' })));
    const { waited, done } = timed(client, table);
    expect((await errorOf(done)).code).toBe('backend_unavailable');
    expect(waited).toEqual(waits);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(600_000);
  });

  test('waiting ends with the signal', async () => {
    const table = newTable();
    const stop = new AbortController();
    const { client } = recordingClient(
      showing((found, look) => {
        if (look === 2) stop.abort(new Error('enough'));
        return { ...found, TableStatus: 'CREATING' };
      }),
    );
    await expect(setUpDynamoTable({ table, client }, { signal: stop.signal })).rejects.toThrow('enough');
    await expect(
      openDynamoStore({ table, client }, { signal: AbortSignal.abort(new Error('before')) }),
    ).rejects.toThrow('before');
  });
});

describe('a table without indexes', () => {
  test('gets them one after the other, each when the one before is ready', async () => {
    const table = newTable();
    await make(withoutIndexes(tableDefinition(table)));
    let seen = 0;
    const { client, sent } = recordingClient(
      showing((found) => {
        const indexes = found.GlobalSecondaryIndexes ?? [];
        const last = indexes.at(-1);
        // Each is being made at the first look that shows it.
        if (last === undefined || indexes.length === seen) return found;
        seen = indexes.length;
        return { ...found, GlobalSecondaryIndexes: [...indexes.slice(0, -1), { ...last, IndexStatus: 'CREATING' }] };
      }),
    );
    await timed(client, table).done;
    expect(added(sent)).toEqual(indexNames.map((name) => [name, 1]));
    expect(sent.map(({ command }) => command).join(' ')).toBe(
      `${'DescribeTable UpdateTable DescribeTable '.repeat(3)}DescribeTable`,
    );
    const found = await describeTable(table);
    for (const index of tableDefinition(table).GlobalSecondaryIndexes ?? []) {
      const { KeySchema, Projection } = index;
      const there = found?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === index.IndexName);
      expect(there).toMatchObject({ KeySchema, Projection });
    }
  });

  test('gets them from ten at once', async () => {
    const table = newTable();
    await make(withoutIndexes(tableDefinition(table)));
    await Promise.all(Array.from({ length: 10 }, () => setUpDynamoTable({ table, config })));
    expect((await describeTable(table))?.GlobalSecondaryIndexes).toHaveLength(indexNames.length);
  });

  test('is as good as any for reading and writing without the right to change it', async () => {
    const table = newTable();
    await make(withoutIndexes(tableDefinition(table)));
    const { client } = recordingClient(denying('UpdateTable'));
    await using store = await openDynamoStore({ table, client });
    expect(await commitsTo(store, 'without-indexes')).toBe('committed');
    expect((await store.load(dialogueId('without-indexes'))).head?.n).toBe(1);
    const { analytics } = store;
    const page = { after: undefined, limit: 1 };
    for (const question of [() => analytics.statistics(), () => analytics.listByStatus('open', page)]) {
      expect((await errorOf(question())).code).toBe('schema_missing');
    }
    expect((await errorOf(setUpDynamoTable({ table, client }))).code).toBe('schema_missing');
    expect((await describeTable(table))?.GlobalSecondaryIndexes ?? []).toEqual([]);
  });

  test('whose index is refused again and again: the refusal of the service', async () => {
    const table = newTable();
    await make(withoutIndexes(tableDefinition(table)));
    const { client, sent } = recordingClient(({ command }, go) =>
      command === 'UpdateTable' ? Promise.reject(exception('ValidationException')) : go(),
    );
    const { done } = timed(client, table);
    expect(await errorOf(done)).toMatchObject({ code: 'backend_error', cause: { name: 'ValidationException' } });
    expect(added(sent)).toHaveLength(3);
  });
});

describe('a table of somebody else is left untouched: foreign_database', () => {
  const others: readonly (readonly [string, (table: string) => CreateTableCommandInput])[] = [
    ['keys of other names', (table) => replaced(withoutIndexes(tableDefinition(table)), '"pk"', '"id"')],
    [
      'a key of another type',
      (table) => ({
        ...withoutIndexes(tableDefinition(table)),
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'N' },
          { AttributeName: 'sk', AttributeType: 'S' },
        ],
      }),
    ],
    [
      'no sort key',
      (table) => ({
        ...withoutIndexes(tableDefinition(table)),
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      }),
    ],
    ['an index of our name with other keys', (table) => replaced(tableDefinition(table), '"byStatusSk"', '"other"')],
    ['an index of our name that holds less', (table) => replaced(tableDefinition(table), '"byExpertScore"', '"other"')],
  ];
  test.each(others)('%s', async (_, definition) => {
    const table = newTable();
    await make(definition(table));
    const { client, sent } = recordingClient();
    expect((await errorOf(openDynamoStore({ table, client }))).code).toBe('foreign_database');
    expect((await errorOf(setUpDynamoTable({ table, client }))).code).toBe('foreign_database');
    expect(new Set(sent.map(({ command }) => command))).toEqual(new Set(['DescribeTable']));
  });

  test('but other indexes, and more in ours, are its owner’s', async () => {
    const table = newTable();
    const definition = tableDefinition(table);
    const indexes = definition.GlobalSecondaryIndexes ?? [];
    const wide = indexes.map((index) => ({ ...index, Projection: { ProjectionType: 'ALL' as const } }));
    await make({ ...definition, GlobalSecondaryIndexes: [...wide, { ...indexes[0], IndexName: 'Another' } as never] });
    const { client, sent } = recordingClient();
    await setUpDynamoTable({ table, client });
    expect(sent.map(({ command }) => command)).toEqual(['DescribeTable']);
  });

  test('one that cannot be used until its owner acts: cannot_open', async () => {
    const table = newTable();
    await make(tableDefinition(table));
    const { client } = recordingClient(
      showing((found) => ({ ...found, TableStatus: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS' })),
    );
    expect((await errorOf(openDynamoStore({ table, client }))).code).toBe('cannot_open');
  });
});

function replaced(definition: CreateTableCommandInput, from: string, to: string): CreateTableCommandInput {
  return JSON.parse(JSON.stringify(definition).replaceAll(from, to)) as CreateTableCommandInput;
}

describe('setup: false', () => {
  test('reads one item, and needs no right to look at tables', async () => {
    const table = newTable();
    await make(tableDefinition(table));
    const { client, sent } = recordingClient(denying('DescribeTable', 'CreateTable', 'UpdateTable'));
    await using store = await openDynamoStore({ table, client, setup: false });
    expect(sent.map(({ command }) => command)).toEqual(['GetItem']);
    expect(await commitsTo(store, 'no-setup')).toBe('committed');
  });

  test('no table: schema_missing, and none is made', async () => {
    const table = newTable();
    expect((await errorOf(openDynamoStore({ table, config, setup: false }))).code).toBe('schema_missing');
    await expect(describeTable(table)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('other keys: foreign_database', async () => {
    const table = newTable();
    await make(replaced(withoutIndexes(tableDefinition(table)), '"pk"', '"id"'));
    expect((await errorOf(openDynamoStore({ table, config, setup: false }))).code).toBe('foreign_database');
  });

  test('no right to read: cannot_open', async () => {
    const { client } = recordingClient(denying('GetItem'));
    expect((await errorOf(openDynamoStore({ table: newTable(), client, setup: false }))).code).toBe('cannot_open');
  });
});

test('no right to look at the table: cannot_open says how to open without it', async () => {
  const { client } = recordingClient(denying('DescribeTable'));
  const error = await errorOf(openDynamoStore({ table: newTable(), client }));
  expect(error.code).toBe('cannot_open');
  expect(error.message).toContain('setup: false');
});
