import type { Change } from '@colloquy/core';
import pg from 'pg';

/** A way to ask for the records of a dialogue. `keeps`: the bytes come out as they are. */
export interface ResultForm {
  readonly name: string;
  readonly keeps: boolean;
  /** Key, digest, attributes, envelope of each row. */
  select(id: string): Promise<readonly (readonly unknown[])[]>;
}

/** A way to send the records of a commit. */
export interface ParameterForm {
  readonly name: string;
  /** Answers the rows that were written. */
  insert(id: string, changes: readonly Change[]): Promise<number>;
}

/** One connection, and what can be chosen on it. */
export interface Choices extends AsyncDisposable {
  readonly results: readonly ResultForm[];
  readonly parameters: readonly ParameterForm[];
}

const asSent = { getTypeParser: () => (text: string) => text };

/**
 * Over the records of a store's schema. Commits do not wait for the disk here: what is compared is how bytes travel and how
 * statements are named.
 */
export async function choices(url: string, schema: string): Promise<Choices> {
  const client = new pg.Client({ connectionString: url, options: '-c synchronous_commit=off' });
  await client.connect();
  const records = `"${schema}".records`;
  return {
    results: resultForms(client, records),
    parameters: parameterForms(client, records),
    [Symbol.asyncDispose]: () => client.end(),
  };
}

function resultForms(client: pg.Client, records: string): readonly ResultForm[] {
  const select = (columns: string): string =>
    `SELECT key, digest, ${columns} FROM ${records} WHERE dialogue_id = $1 ORDER BY key`;
  const base64 = select("attributes::text, encode(envelope, 'base64')");
  const plain = select('attributes, envelope');
  const own = async (text: string, name: string | undefined, id: string): Promise<readonly (readonly unknown[])[]> => {
    const naming = name === undefined ? {} : { name };
    const { rows } = await client.query<(string | null)[]>({
      ...naming,
      text,
      values: [id],
      rowMode: 'array',
      types: asSent,
    });
    return rows.map(([key, digest, attributes, envelope]) => [
      key,
      digest,
      JSON.parse(String(attributes)) as unknown,
      Buffer.from(String(envelope), 'base64'),
    ]);
  };
  return [
    { name: 'base64, named', keeps: true, select: (id) => own(base64, 'base64', id) },
    { name: 'base64, unnamed', keeps: true, select: (id) => own(base64, undefined, id) },
    {
      name: 'hex and jsonb, parsed by pg',
      keeps: true,
      select: async (id) =>
        (await client.query<unknown[]>({ name: 'plain', text: plain, values: [id], rowMode: 'array' })).rows,
    },
    {
      // pg makes text of it as if it were UTF-8: a bound for what binary could give, and not to be used.
      name: 'binary',
      keeps: false,
      select: async (id) => {
        const text = select('attributes::text, envelope');
        const query = { name: 'binary', text, values: [id], rowMode: 'array' as const, types: asSent, binary: true };
        const { rows } = await client.query<(string | null)[]>(query);
        return rows.map(([key, digest, attributes, envelope]) => [
          key,
          digest,
          JSON.parse(String(attributes)) as unknown,
          Buffer.from(String(envelope), 'latin1'),
        ]);
      },
    },
  ];
}

const columns = '(dialogue_id, key, digest, attributes, envelope)';

function parameterForms(client: pg.Client, records: string): readonly ParameterForm[] {
  const into = `INSERT INTO ${records} ${columns}`;
  const run = async (name: string | undefined, text: string, values: unknown[]): Promise<number> =>
    (await client.query({ ...(name === undefined ? {} : { name }), text, values })).rowCount ?? 0;
  const arrays = (changes: readonly Change[]): readonly (readonly string[])[] => [
    changes.map(({ key }) => key),
    changes.map(({ digest }) => digest),
    changes.map(({ attributes }) => JSON.stringify(attributes)),
  ];
  const blob = `${into} SELECT $1, key, digest, attributes, substring($5::bytea FROM start FOR length)
FROM unnest($2::text[], $3::text[], $4::jsonb[], $6::int[], $7::int[]) AS change (key, digest, attributes, start, length)`;
  const ofBlob = (id: string, changes: readonly Change[]): unknown[] => {
    let start = 1;
    const starts = changes.map(({ envelope }) => (start += envelope.byteLength) - envelope.byteLength);
    const lengths = changes.map(({ envelope }) => envelope.byteLength);
    return [id, ...arrays(changes), Buffer.concat(changes.map(({ envelope }) => envelope)), starts, lengths];
  };
  const unnested = (envelope: string, type: string): string => `${into} SELECT $1, key, digest, attributes, ${envelope}
FROM unnest($2::text[], $3::text[], $4::jsonb[], $5::${type}[]) AS change (key, digest, attributes, envelope)`;
  return [
    { name: 'one blob, named', insert: (id, changes) => run('put-blob', blob, ofBlob(id, changes)) },
    { name: 'one blob, unnamed', insert: (id, changes) => run(undefined, blob, ofBlob(id, changes)) },
    {
      name: 'an array of bytea',
      insert: (id, changes) => {
        const envelopes = changes.map(({ envelope }) => envelope);
        return run('put-bytea', unnested('envelope', 'bytea'), [id, ...arrays(changes), envelopes]);
      },
    },
    {
      name: 'an array of base64',
      insert: (id, changes) => {
        const envelopes = changes.map(({ envelope }) => Buffer.from(envelope).toString('base64'));
        return run('put-base64', unnested("decode(envelope, 'base64')", 'text'), [id, ...arrays(changes), envelopes]);
      },
    },
    {
      name: 'a row of VALUES each',
      insert: (id, changes) =>
        run(`put-values-${changes.length}`, `${into} VALUES ${valueRows(changes.length, 4)}`, [
          id,
          ...changes.flatMap(({ key, digest, attributes, envelope }) => [
            key,
            digest,
            JSON.stringify(attributes),
            envelope,
          ]),
        ]),
    },
  ];
}

/** Placeholders of so many rows: the id first in each, then `width` values of its own. */
export function valueRows(count: number, width: number): string {
  const row = (at: number): string =>
    Array.from({ length: width }, (_, column) => `$${at * width + column + 2}`).join(', ');
  return Array.from({ length: count }, (_, at) => `($1, ${row(at)})`).join(', ');
}
