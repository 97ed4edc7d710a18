import ts from '@typescript/typescript6';
import type { Name } from '../reach/Outline.ts';

/**
 * Words that only drivers and storage engines use, as the words of a name in any spelling: `KeyConditionExpression`,
 * `key_condition_expression` and `keyConditions` are all `key condition`.
 *
 * From the documented request and result types of the DynamoDB API (AWS SDK for JavaScript v3, client-dynamodb), node-postgres,
 * better-sqlite3 and node:sqlite, and the names of engines. Words that a domain needs too (query, cursor, limit, index, key, table,
 * statement) count only in the company that makes them an engine's.
 */
const phrases: readonly string[] = [
  'sql',
  'nosql',
  'postgres',
  'postgresql',
  'pg',
  'sqlite',
  'mysql',
  'mariadb',
  'dynamo',
  'dynamodb',
  'mongo',
  'mongodb',
  'cassandra',
  'redis',
  'knex',
  'kysely',
  'prisma',
  'rowid',
  'row id',
  'ctid',
  'pragma',
  'jsonb',
  'bytea',
  'gsi',
  'lsi',
  'table name',
  'tablename',
  'index name',
  'column name',
  'schema name',
  'partition key value',
  'key condition',
  'key conditions',
  'filter expression',
  'update expression',
  'condition expression',
  'projection expression',
  'expression attribute',
  'attribute value',
  'attribute values',
  'attributes to get',
  'last evaluated key',
  'exclusive start key',
  'consistent read',
  'scan index forward',
  'return consumed capacity',
  'consumed capacity',
  'return values',
  'transact items',
  'where clause',
  'order by',
  'group by',
  'query text',
  'query config',
  'query result',
  'query array',
  'raw query',
  'prepared statement',
  'statement text',
  'statement name',
  'pool client',
  'pool config',
  'client base',
  'connection string',
  'connection pool',
  'row count',
  'rows affected',
  'affected rows',
  'row mode',
  'isolation level',
  'savepoint',
  'result set',
  'database sync',
];

/** Names that are an engine's when they are given a text. */
const texts = new Set(['statement', 'statements', 'where', 'having', 'clause', 'ddl', 'dml']);

/** The one-letter types of an attribute value in the DynamoDB API. */
const attributeTypes = new Set(['S', 'N', 'B', 'SS', 'NS', 'BS', 'M', 'L', 'NULL', 'BOOL']);

/** Statements and expressions in a literal. */
const literals: readonly RegExp[] = [
  /^\s*(select\b.+\bfrom|insert\s+into|update\b.+\bset|delete\s+from|create\s+(table|index)|alter\s+table|drop\s+table|begin\s+(immediate|transaction))\b/is,
  /\b(attribute_(not_)?exists|begins_with)\b/,
  /^(ALL|UPDATED)_(OLD|NEW)$/,
];

/** The words of a name: at capitals, digits and whatever is no letter. */
function wordsOf(name: string): string {
  const apart = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
  return ` ${
    apart
      .toLowerCase()
      .match(/[a-z]+/g)
      ?.join(' ') ?? ''
  } `;
}

/** True where a type is, or has among its members, a text. */
function takesText(type: ts.TypeNode | undefined): boolean {
  if (type === undefined) return false;
  if (type.kind === ts.SyntaxKind.StringKeyword) return true;
  if (ts.isUnionTypeNode(type)) return type.types.some(takesText);
  if (ts.isArrayTypeNode(type)) return takesText(type.elementType);
  return ts.isTypeOperatorNode(type) && takesText(type.type);
}

/** The word of a storage engine in a name or literal, or undefined when it has none. */
export function engineWord({ text, kind, type }: Pick<Name, 'text' | 'kind' | 'type'>): string | undefined {
  if (kind === 'literal' && literals.some((pattern) => pattern.test(text))) return text;
  const words = wordsOf(text);
  const found = phrases.find((phrase) => words.includes(` ${phrase} `));
  if (found !== undefined) return found;
  return kind !== 'literal' && texts.has(text.toLowerCase()) && takesText(type) ? text : undefined;
}

/** True for names of which some form an attribute value of DynamoDB: at least two, since one letter may be anything. */
export function areAttributeTypes(names: readonly string[]): boolean {
  return new Set(names.filter((name) => attributeTypes.has(name))).size >= 2;
}
