import { beforeAll, describe, expect, it } from 'vitest';
import type { Method } from '../../src/model/Trait.ts';
import { createDiskTree } from '../../src/read/diskTree.ts';
import { readTraits } from '../../src/read/readTraits.ts';
import { folderOf, ground, imports, settings, traitsOf } from './project.ts';

const ok = 'Promise<Scoped<Head>>';
const engine = (name: string): string => `${name} speaks of a storage engine`;
const ofPackage = (id: string): string => `${id} is a type of a package`;

/** Parameters after the id, and what must be seen in them. */
const parameters: readonly (readonly [text: string, ...messages: string[]])[] = [
  // The language, and what does no input and no output.
  ['options?: CallOptions'],
  ['bytes: Uint8Array, at: Date, signal: AbortSignal, by: ReadonlyMap<string, URL>'],
  ['each: AsyncIterable<Uint8Array>, pattern: RegExp, parts: Partial<Pick<Head, "n">>'],
  // Words that a domain needs.
  ['query: string, cursor: string, limit: number, key: string, index: number, table: string, attributes: object'],
  ['statement: Head, select: boolean, from: number, update: string, conditions: readonly string[], order: "asc"'],
  ['pages: number, records: string, row: Head, columns: number, where: number, prepared: boolean, pool: number'],
  // Types of packages and of the platform.
  ['bytes: Buffer', ofPackage('global#Buffer')],
  ['stream: ReadableStream', ofPackage('global#ReadableStream')],
  ['stream: NodeJS.ReadableStream', ofPackage('global#ReadableStream')],
  ['environment: NodeJS.ProcessEnv', ofPackage('global#ProcessEnv')],
  ['request: Request', ofPackage('global#Request')],
  ['pool: Pool', ofPackage('pg#Pool')],
  ['pool: readonly (Pool | undefined)[]', ofPackage('pg#Pool')],
  ['pool: Renamed', ofPackage('pg#Pool')],
  ["pool: import('pg').Client", ofPackage('pg#Client')],
  ['pool: pg.PoolClient', ofPackage('pg#PoolClient')],
  ["pool: Pick<Pool, 'query'>", ofPackage('pg#Pool')],
  ['by: typeof client', ofPackage('pg#Pool')],
  ['by: ReturnType<typeof connect>', ofPackage('pg#Pool')],
  ['hidden: Hidden', ofPackage('pg#Pool')],
  ['read: Readable', ofPackage('node:stream#Readable')],
  ['key: KeyObject', ofPackage('node:crypto#KeyObject')],
  ['of: Declared', ofPackage('driver#Declared')],
  // Words of engines: parameters, properties, types, literals.
  ['sql: string', engine('sql')],
  ['rawSql: string', engine('rawSql')],
  ['SQLText: string', engine('SQLText')],
  ['statement: string', engine('statement')],
  ['statements: readonly string[]', engine('statements')],
  ['where?: string | undefined', engine('where')],
  ['options: { readonly table_name: string }', engine('table_name')],
  ['input: { TableName: string }', engine('TableName')],
  ['input: { IndexName?: string }', engine('IndexName')],
  ['input: Input', engine('KeyConditionExpression'), engine('ExclusiveStartKey')],
  ['after: LastEvaluatedKey', engine('LastEvaluatedKey')],
  ['key: Value', 'this is the attribute value of a storage engine'],
  ['config: QueryConfig', engine('QueryConfig')],
  ['rowid: bigint', engine('rowid')],
  ['expressionAttributeNames: object', engine('expressionAttributeNames')],
  ["by: Pick<object, 'FilterExpression' & keyof object>", engine('FilterExpression')],
  ["by: 'SELECT * FROM heads'", engine('SELECT * FROM heads')],
  ["returns: 'ALL_NEW'", engine('ALL_NEW')],
  ["test: 'attribute_not_exists(n)'", engine('attribute_not_exists(n)')],
  ['each: (pgClient: number) => void', engine('pgClient')],
  ['query: { text: string; rowMode: number }', engine('rowMode')],
  ['opaque: Kept'],
];

const source = `${imports}import type { KeyObject } from 'node:crypto';
import type { Readable } from 'stream';
import type * as pg from 'pg';
import type { Pool, Pool as Renamed } from 'pg';
import type { Declared } from 'driver';
import type { client, connect, Hidden } from '../hidden.ts';
import type { Kept } from '../domain/Kept.ts';
interface Input { KeyConditionExpression: string; ExclusiveStartKey?: object }
type LastEvaluatedKey = Readonly<Record<string, string>>;
type Value = { S: string } | { N: string };
interface QueryConfig { readonly text: string }
export interface Store {
${parameters.map(([text], at) => `  m${at}(id: DialogueId, ${text}): ${ok};`).join('\n')}
}
`;
const hidden = `/// <reference path="./driver.d.ts" />
import { Pool } from 'pg';
export const client = new Pool();
export function connect() {
  return new Pool();
}
export interface Hidden { readonly deep: readonly { readonly pool: Pool }[] }
`;
const others = {
  'src/hidden.ts': hidden,
  'src/driver.d.ts': `declare module 'driver' { export interface Declared { readonly a: 1 } }\n`,
  'src/domain/Kept.ts': `import type { Pool } from 'pg';\nexport interface Kept { readonly sql: string; readonly pool: Pool }\n`,
};

describe('what is foreign in a signature', () => {
  let methods: readonly Method[];
  beforeAll(() => {
    const root = folderOf({ ...ground, 'src/traits/Store.ts': source, ...others });
    methods = readTraits(createDiskTree(root), settings({ opaque: ['src/domain'] })).traits[0]?.methods ?? [];
  });

  it.each(parameters.map((one, at) => [one[0], one.slice(1), at] as const))('%s', (_, messages, at) => {
    const found = methods[at]?.foreign.map(({ message }) => message) ?? ['no method'];
    expect(found.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(messages.toSorted((a, b) => (a < b ? -1 : 1)));
  });

  it('stands where it is written, also in another file', () => {
    const placeOf = (text: string): unknown =>
      methods[parameters.findIndex(([one]) => one === text)]?.foreign[0]?.place;
    expect(placeOf('hidden: Hidden')).toEqual({ file: 'src/hidden.ts', line: 7, column: 68 });
    expect(placeOf('input: Input')).toEqual({ file: 'src/traits/Store.ts', line: 11, column: 19 });
    const at = parameters.findIndex(([one]) => one === 'sql: string');
    expect(placeOf('sql: string')).toMatchObject({ column: `  m${at}(id: DialogueId, `.length + 1 });
  });
});

describe('a grant', () => {
  const key = {
    'src/traits/Store.ts': `${imports}import type { KeyObject } from 'node:crypto';
export interface Store { m(id: DialogueId, key: KeyObject, more: Buffer): ${ok} }
`,
  };
  const foreign = (grants: Readonly<Record<string, readonly string[]>>): readonly string[] | undefined =>
    traitsOf(key, { foreignTypes: grants }).traits[0]?.methods[0]?.foreign.map(({ message }) => message);

  it('lets a trait name one type, by the module that declares it', () => {
    expect(foreign({ 'node:crypto#KeyObject': ['Store'] })).toEqual([ofPackage('global#Buffer')]);
    expect(foreign({ 'crypto#KeyObject': ['Store'] })).toEqual([ofPackage('global#Buffer')]);
    expect(foreign({ 'node:crypto#KeyObject': ['Store'], 'global#Buffer': ['Store'] })).toEqual([]);
  });

  it('is for the traits that it names, and for no other type', () => {
    const both = [ofPackage('node:crypto#KeyObject'), ofPackage('global#Buffer')];
    expect(foreign({ 'node:crypto#KeyObject': ['Other'] })).toEqual(both);
    expect(foreign({ 'node:crypto#Hash': ['Store'], 'other#KeyObject': ['Store'] })).toEqual(both);
  });
});
