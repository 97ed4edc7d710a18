import type pg from 'pg';
import { openPostgresStore } from '../../src/index.ts';
import { newSchema } from './database.ts';

/** Everything in a schema as the catalog has it, with the name of the schema taken out. */
export async function schemaOf(raw: pg.Client, schema: string): Promise<unknown> {
  const all = async (sql: string) => {
    const { rows } = await raw.query({ text: sql, values: [schema], rowMode: 'array' });
    const text = JSON.stringify(rows).replaceAll(schema, 'SCHEMA');
    return (JSON.parse(text) as unknown[][]).map((row) => row.join(' | '));
  };
  const inSchema = `JOIN pg_namespace AS namespace ON namespace.oid = class.relnamespace AND namespace.nspname = $1`;
  return {
    relations: await all(`SELECT class.relname, class.relkind::text, class.reloptions::text, class.relpersistence::text,
      class.relrowsecurity::text, class.relacl::text FROM pg_class AS class ${inSchema} ORDER BY 1`),
    columns: await all(`SELECT class.relname, attnum, attname, format_type(atttypid, atttypmod), attnotnull, collname,
      attstorage, attcompression, pg_get_expr(adbin, adrelid) FROM pg_attribute JOIN pg_class AS class ON class.oid = attrelid
      ${inSchema} LEFT JOIN pg_collation ON pg_collation.oid = attcollation
      LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attnum > 0 ORDER BY 1, 2`),
    constraints: await all(`SELECT class.relname, conname, pg_get_constraintdef(pg_constraint.oid) FROM pg_constraint
      JOIN pg_class AS class ON class.oid = conrelid ${inSchema} ORDER BY 1, 2`),
    indexes: await all('SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = $1 ORDER BY 1, 2'),
    views: await all('SELECT viewname, definition FROM pg_views WHERE schemaname = $1 ORDER BY 1'),
    functions: await all(
      'SELECT proname FROM pg_proc WHERE pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1)',
    ),
    mark: (await raw.query(`SELECT * FROM "${schema}".colloquy_schema`)).rows,
  };
}

/** When the catalog last changed anything in the schema: the ids of the transactions that wrote its rows. */
export async function stampOf(raw: pg.Client, schema: string): Promise<unknown> {
  const { rows } = await raw.query(
    `SELECT class.oid, relname, class.xmin::text, (SELECT max(xmin::text::bigint) FROM pg_attribute WHERE attrelid = class.oid)
     FROM pg_class AS class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) ORDER BY 1`,
    [schema],
  );
  return rows;
}

/** The name of a schema that opening has set up. */
export async function setUpSchema(url: string): Promise<string> {
  const schema = await newSchema(url);
  await (await openPostgresStore({ url, schema })).close();
  return schema;
}
