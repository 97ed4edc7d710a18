import { createHash } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dialogueId, isRecordKey, type Change, type Commit, type RecordKey } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  iamPolicy,
  openDynamoStore,
  setUpDynamoTable,
  tableDefinition,
  type DynamoStore,
  type IamPolicyOptions,
  type IamRole,
} from '../src/index.ts';
import { errorOf, exception, newTable, recordingClient, withoutIndexes, type Fault } from './support/clients.ts';
import { grantOf, rightsOf, type Right } from './support/rights.ts';

const tableArn = 'arn:aws:dynamodb:eu-central-1:123456789012:table/dialogues';

let plain: DynamoDBClient;
let table: string;

beforeAll(async () => {
  plain = new DynamoDBClient(dynamoConfig());
  table = newTable();
  await setUpDynamoTable({ table, client: plain });
});
afterAll(() => plain.destroy());

/** A client that has the rights of a policy only, and what was asked of them. */
function clientWith(options: IamPolicyOptions, fault: Fault = (_, go) => go()) {
  const policy = iamPolicy(options);
  const used = new Set<string>();
  const denied: Right[] = [];
  const { client } = recordingClient(async (sent, go) => {
    const rights = rightsOf(sent);
    const refused = rights.filter((each) => grantOf(policy, each, tableArn) === undefined);
    denied.push(...refused);
    if (refused.length > 0) throw exception('AccessDeniedException');
    for (const each of rights) {
      const statement = grantOf(policy, each, tableArn);
      used.add(`${statement?.Sid} ${each.action} ${each.resource}`);
    }
    return fault(sent, go);
  });
  const granted = policy.Statement.flatMap(({ Sid, Action, Resource }) =>
    Action.flatMap((action) => Resource.map((arn) => `${Sid} ${action} ${arn.replace(tableArn, 'table')}`)),
  );
  return { client, used, denied, granted: new Set(granted) };
}

const some = new Uint8Array([1]);
const prefix = 'team-a-';

function keys(from: number, count: number): readonly RecordKey[] {
  return Array.from({ length: count }, (_, at) => `item#${String(from + at).padStart(5, '0')}`).filter(isRecordKey);
}

function commitOf(n: number, changed: readonly RecordKey[], checked: readonly RecordKey[] = []): Commit {
  const digest = createHash('sha256').update(some).digest('hex');
  const changes = changed.map((key): Change => ({ key, prior: null, digest, attributes: {}, envelope: some }));
  const checks = checked.map((key) => ({ key, digest }));
  return { n, commitId: String(n).padStart(32, '0'), header: some, body: some, auth: some, changes, checks };
}

/** Everything that an application asks of a dialogue. */
async function useAll(store: DynamoStore, name: string): Promise<void> {
  const id = dialogueId(name);
  expect((await store.commit(id, commitOf(1, keys(0, 2)))).outcome).toBe('committed');
  expect((await store.commit(id, commitOf(2, keys(2, 1), keys(0, 1)))).outcome).toBe('committed');
  expect((await store.commit(id, { ...commitOf(2, keys(9, 1)), commitId: 'f'.repeat(32) })).outcome).toBe('conflict');
  expect((await store.commit(id, commitOf(3, keys(100, 150)))).outcome).toBe('committed');
  await readAll(store, name);
  await store.settle(id);
}

async function readAll(store: DynamoStore, name: string): Promise<void> {
  const id = dialogueId(name);
  expect((await store.head(id))?.n).toBe(3);
  expect((await store.get(id, keys(100, 2))).records).toHaveLength(2);
  expect(await store.last(id, 'item#')).toBeDefined();
  expect((await store.load(id)).records).toHaveLength(153);
  expect((await store.log(id, 1, 10)).entries).toHaveLength(3);
  await store.header.read();
}

describe('a policy grants what is asked for, and nothing else', () => {
  test.each([undefined, prefix])('application, of dialogues %s', async (dialoguePrefix) => {
    const options = dialoguePrefix === undefined ? {} : { dialoguePrefix };
    const { client, used, denied, granted } = clientWith({ role: 'application', tableArn, ...options });
    await using store = await openDynamoStore({ table, client, setup: false });
    await useAll(store, `${prefix}application-${options.dialoguePrefix ?? 'all'}x`);
    expect(denied).toEqual([]);
    expect(used).toEqual(granted);
  });

  test('reader, also of a large commit that nobody has finished', async () => {
    const writer = recordingClient(interrupted());
    const unfinished = `${prefix}unfinished`;
    await using store = await openDynamoStore({ table, client: writer.client, setup: false });
    for (const commit of [commitOf(1, keys(0, 2)), commitOf(2, keys(2, 1)), commitOf(3, keys(100, 150))]) {
      expect((await store.commit(dialogueId(unfinished), commit)).outcome).toBe('committed');
    }
    const { client, used, denied, granted } = clientWith({ role: 'reader', tableArn });
    await using reader = await openDynamoStore({ table, client, readOnly: true });
    await readAll(reader, unfinished);
    expect(denied).toEqual([]);
    expect(used).toEqual(granted);
    // A store that does not know what its role may not do tries to finish the commit, and reads all the same.
    await using other = await openDynamoStore({ table, client, setup: false });
    await readAll(other, unfinished);
    expect(denied.map(({ action }) => action)).toContain('dynamodb:ConditionCheckItem');
    const commit = commitOf(1, keys(0, 1));
    expect((await errorOf(other.commit(dialogueId(`${prefix}reader`), commit))).code).toBe('read_only');
  });

  test('analytics', async () => {
    const { client, used, denied, granted } = clientWith({ role: 'analytics', tableArn });
    await using store = await openDynamoStore({ table, client, setup: false });
    await store.analytics.statistics();
    await store.analytics.listByStatus('open', { after: undefined, limit: 2 });
    await store.analytics.openTensions({ after: undefined, limit: 2 });
    await store.analytics.expertRanking({ after: undefined, limit: 2 });
    expect(denied).toEqual([]);
    expect(used).toEqual(granted);
    expect((await errorOf(store.load(dialogueId('anything')))).code).toBe('cannot_open');
  });

  test('setup, of a new table and of one without indexes', async () => {
    const { client, used, denied, granted } = clientWith({ role: 'setup', tableArn });
    await setUpDynamoTable({ table: newTable(), client });
    const old = newTable();
    await plain.send(new CreateTableCommand(withoutIndexes(tableDefinition(old))));
    await setUpDynamoTable({ table: old, client });
    expect(denied).toEqual([]);
    expect(used).toEqual(granted);
  });

  test.each([undefined, prefix])(
    'mover, of dialogues %s, also of one with a large commit that nobody has finished',
    async (dialoguePrefix) => {
      const name = dialogueId(`${prefix}mover-${dialoguePrefix ?? 'all'}x`);
      const writer = recordingClient(interrupted());
      await using busy = await openDynamoStore({ table, client: writer.client, setup: false });
      for (const commit of [commitOf(1, keys(0, 2)), commitOf(2, keys(100, 150))]) {
        expect((await busy.commit(name, commit)).outcome).toBe('committed');
      }
      const options = dialoguePrefix === undefined ? {} : { dialoguePrefix };
      const { client, used, denied, granted } = clientWith({ role: 'mover', tableArn, ...options });
      await using store = await openDynamoStore({ table, client, setup: false });
      const { migration } = store;
      expect((await migration.residence(name)).pending).toBe(true);
      const head = await store.settle(name);
      expect(head?.n).toBe(2);
      const moved = { status: 'moved', move: 'one' } as const;
      const purging = { status: 'purging', move: 'one' } as const;
      const { changes: _changes, checks: _checks, ...entry } = commitOf(3, []);
      const upon = { n: 2, commitId: head?.commitId ?? '' };
      expect((await migration.change(name, { from: null, to: moved, head: upon, entry })).changed).toBe(true);
      const left = { n: 3, commitId: entry.commitId };
      expect((await migration.change(name, { from: moved, to: purging, head: left })).changed).toBe(true);
      const { records } = await migration.exportBatch(name, undefined);
      const batch = {
        entries: [{ ...entry, n: 9 }],
        records: records.slice(1, 3),
        removeEntries: [8],
        removeRecords: keys(0, 1),
      };
      expect((await migration.writeBatch(name, purging, batch)).written).toBe(true);
      expect((await store.log(name, 1, 10)).entries).toHaveLength(4);
      const header = await store.header.putIfAbsent(some);
      expect(await store.header.replace(header, some)).toBe(true);
      expect(denied).toEqual([]);
      expect(used).toEqual(granted);
      expect((await errorOf(migration.listPartitions({ limit: 10 }))).code).toBe('cannot_open');
    },
  );

  test('lister', async () => {
    const { client, used, denied, granted } = clientWith({ role: 'lister', tableArn });
    await using store = await openDynamoStore({ table, client, readOnly: true });
    await store.migration.listPartitions({ limit: 10 });
    expect(denied).toEqual([]);
    expect(used).toEqual(granted);
    expect((await errorOf(store.migration.residence(dialogueId('anything')))).code).toBe('cannot_open');
  });

  test('administrator', async () => {
    const { client, used, denied, granted } = clientWith({ role: 'administrator', tableArn });
    await using store = await openDynamoStore({ table, client, setup: false });
    await useAll(store, 'administrator');
    const id = dialogueId('administrator');
    const { n = 0, commitId = '' } = (await store.head(id)) ?? {};
    const over = { head: { n, commitId }, remove: [n + 2] };
    expect((await store.repair.commitOver(id, commitOf(n + 1, keys(300, 1)), over)).outcome).toBe('committed');
    await store.header.holdsData();
    const header = await store.header.putIfAbsent(some);
    expect(await store.header.replace(header, new Uint8Array([2]))).toBe(true);
    expect(await store.dialogueIds()).toContain('administrator');
    expect(denied).toEqual([]);
    expect(used).toEqual(granted);
  });
});

/** Lets a large commit take effect, and nothing that comes after it. */
function interrupted(): Fault {
  let done = false;
  return async (sent, go) => {
    if (done) throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
    const answer = await go();
    done = rightsOf(sent).some(({ leading }) => leading.some((key) => key.startsWith('redo#')));
    return answer;
  };
}

test('an application deletes nothing but chunks', () => {
  const policy = iamPolicy({ role: 'application', tableArn });
  const deletes = ['BatchWriteItem', 'DeleteItem'].map((name) => `dynamodb:${name}`);
  const may = (action: string, key: string): boolean =>
    grantOf(policy, { action, resource: 'table', leading: [key] }, tableArn) !== undefined;
  expect(deletes.map((action) => may(action, 'redo#a'))).toEqual([true, false]);
  for (const key of ['dialogue#a', 'log#a', 'store']) expect(deletes.some((action) => may(action, key))).toBe(false);
});

test('a prefix keeps an application out of other dialogues, and its rights out of the header', async () => {
  const { client } = clientWith({ role: 'application', tableArn, dialoguePrefix: prefix });
  await using store = await openDynamoStore({ table, client, setup: false });
  const other = dialogueId('team-b-secret');
  expect((await errorOf(store.load(other))).code).toBe('cannot_open');
  expect((await errorOf(store.get(other, keys(0, 1)))).code).toBe('cannot_open');
  expect((await errorOf(store.commit(other, commitOf(1, keys(0, 1))))).code).toBe('read_only');
  expect((await errorOf(store.header.replace(some, some))).code).toBe('read_only');
  expect((await errorOf(store.dialogueIds())).code).toBe('cannot_open');
});

const roles: readonly IamRole[] = ['application', 'reader', 'analytics', 'setup', 'mover', 'lister', 'administrator'];

test('the documents, word for word', () => {
  const documents = roles.map((role) => [role, iamPolicy({ role, tableArn })] as const);
  expect(JSON.stringify(Object.fromEntries(documents), undefined, 2)).toMatchSnapshot();
  expect(iamPolicy({ role: 'reader', tableArn, dialoguePrefix: 'team-a-' }).Statement[0]?.Condition).toEqual({
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['dialogue#team-a-*', 'log#team-a-*', 'redo#team-a-*'] },
    Null: { 'dynamodb:LeadingKeys': 'false' },
  });
});

test('only a scan and requests that name no partition stand without leading keys', () => {
  const open = roles.flatMap((role) =>
    iamPolicy({ role, tableArn })
      .Statement.filter(({ Condition }) => Condition === undefined)
      .map(({ Sid }) => `${role} ${Sid}`),
  );
  expect(open).toEqual(['analytics Indexes', 'setup Table', 'lister DialogueIds', 'administrator DialogueIds']);
});

describe('malformed: invalid_argument', () => {
  const malformed: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['no role', { tableArn }],
    ['another role', { role: 'root', tableArn }],
    ['no ARN', { role: 'reader' }],
    ['a name', { role: 'reader', tableArn: 'dialogues' }],
    ['a wildcard for the table', { role: 'reader', tableArn: 'arn:aws:dynamodb:eu-central-1:123456789012:table/*' }],
    ['a wildcard for the region', { role: 'reader', tableArn: 'arn:aws:dynamodb:*:123456789012:table/dialogues' }],
    ['an ARN of an index', { role: 'reader', tableArn: `${tableArn}/index/ByStatus` }],
    ['a prefix with a wildcard', { role: 'reader', tableArn, dialoguePrefix: 'a*' }],
    ['a prefix with a variable', { role: 'reader', tableArn, dialoguePrefix: '${aws:username}' }],
    ['an empty prefix', { role: 'reader', tableArn, dialoguePrefix: '' }],
    ['a prefix of analytics', { role: 'analytics', tableArn, dialoguePrefix: 'a' }],
    ['a prefix of a lister', { role: 'lister', tableArn, dialoguePrefix: 'a' }],
    ['a prefix of an administrator', { role: 'administrator', tableArn, dialoguePrefix: 'a' }],
  ];
  test.each(malformed)('%s', (_, options) => {
    expect(() => iamPolicy(options as IamPolicyOptions)).toThrow(expect.objectContaining({ code: 'invalid_argument' }));
  });
});
