import { askEngine } from '../../src/dynamo/askEngine.ts';

async function ask(port: number, operation: string, input: object): Promise<unknown> {
  const { status, body } = await askEngine(port, operation, input);
  if (status !== 200) throw new Error(`${operation}: ${status} ${body}`);
  return JSON.parse(body) as unknown;
}

/** The names of all tables. */
export async function tables(port: number): Promise<readonly string[]> {
  return ((await ask(port, 'ListTables', {})) as { TableNames: readonly string[] }).TableNames;
}

export async function createTable(port: number, name: string): Promise<void> {
  await ask(port, 'CreateTable', {
    TableName: name,
    AttributeDefinitions: [{ AttributeName: 'key', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'key', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
}

export async function put(port: number, table: string, key: string): Promise<void> {
  await ask(port, 'PutItem', { TableName: table, Item: { key: { S: key } } });
}

/** Whether an item is there. */
export async function has(port: number, table: string, key: string): Promise<boolean> {
  const input = { TableName: table, Key: { key: { S: key } }, ConsistentRead: true };
  return ((await ask(port, 'GetItem', input)) as { Item?: object }).Item !== undefined;
}
