import type { Commit } from '@colloquy/core';
import { postgresPool } from './postgresPool.ts';
import { conditionsOf, type LoadedPartition, type PartitionProgram } from './PartitionProgram.ts';

type Row = readonly (string | null)[];

const asSent = { getTypeParser: () => (text: string) => text };

/**
 * By hand over pg, with everything that the benchmark `choices` found to be fast: named statements, each call one of them, bytes from the
 * server as base64 and to it as one run.
 */
export function postgresPartition(url: string, schema: string): PartitionProgram {
  const pool = postgresPool(url);
  const table = (name: string): string => `"${schema}".${name}`;
  const load = `SELECT NULL::text COLLATE "C" AS key, n::text, commit_id, encode(header, 'base64'), encode(auth, 'base64')
FROM ${table('heads')} WHERE dialogue_id = $1
UNION ALL SELECT key, digest, attributes::text, encode(envelope, 'base64'), NULL FROM ${table('records')} WHERE dialogue_id = $1
ORDER BY key NULLS FIRST`;
  const unhindered = `NOT EXISTS (SELECT FROM unnest($7::text[], $8::text[]) AS wanted (key, digest)
  LEFT JOIN ${table('records')} AS record ON record.dialogue_id = $1 AND record.key = wanted.key
  WHERE record.digest IS DISTINCT FROM wanted.digest)`;
  const first = `INSERT INTO ${table('heads')} SELECT $1, $2::bigint, $3, $4::bytea, $6::bytea WHERE ${unhindered}
ON CONFLICT DO NOTHING RETURNING n`;
  const next = `UPDATE ${table('heads')} SET n = $2::bigint, commit_id = $3, header = $4::bytea, auth = $6::bytea
WHERE dialogue_id = $1 AND n = $2::bigint - 1 AND ${unhindered} RETURNING n`;
  const commit = (move: string): string => `WITH moved AS (${move}), entry AS (
  INSERT INTO ${table('log')} SELECT $1, $2, $3, $4, $5, $6 FROM moved
), written AS (
  INSERT INTO ${table('records')}
  SELECT $1, key, change.digest, change.attributes, substring($12::bytea FROM start FOR length)
  FROM moved, unnest($9::text[], $10::text[], $11::jsonb[], $13::int[], $14::int[])
    AS change (key, digest, attributes, start, length)
  ON CONFLICT (dialogue_id, key) DO UPDATE
  SET digest = excluded.digest, attributes = excluded.attributes, envelope = excluded.envelope
) SELECT n::text FROM moved`;
  const statements = { load, first: commit(first), next: commit(next) };
  const ask = async (name: keyof typeof statements, values: unknown[]): Promise<readonly Row[]> => {
    const query = { name, text: statements[name], values, rowMode: 'array' as const, types: asSent };
    return (await pool.query<(string | null)[]>(query)).rows;
  };
  return {
    load: async (id) => loadedFrom(await ask('load', [id])),
    commit: async (id, each) => {
      return (await ask(each.n === 1 ? 'first' : 'next', valuesOf(id, each))).length === 1;
    },
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

function bytes(text: string | null | undefined): Uint8Array {
  return Buffer.from(text ?? '', 'base64');
}

function loadedFrom(rows: readonly Row[]): LoadedPartition {
  const [top] = rows;
  if (top === undefined || top[0] !== null) throw new Error('There is no head.');
  const [, n, commitId, header, auth] = top;
  const records = [];
  for (let at = 1; at < rows.length; at++) {
    const [key, digest, attributes, envelope] = rows[at] ?? [];
    records.push({
      key: key ?? '',
      digest: digest ?? '',
      attributes: JSON.parse(attributes ?? '') as unknown,
      envelope: bytes(envelope),
    });
  }
  return { head: { n: Number(n), commitId: commitId ?? '', header: bytes(header), auth: bytes(auth) }, records };
}

function valuesOf(id: string, commit: Commit): unknown[] {
  const { n, commitId, header, body, auth, changes } = commit;
  const conditions = conditionsOf(commit);
  let start = 1;
  const starts = changes.map(({ envelope }) => (start += envelope.byteLength) - envelope.byteLength);
  return [
    id,
    n,
    commitId,
    header,
    body,
    auth,
    conditions.map(({ key }) => key),
    conditions.map(({ digest }) => digest),
    changes.map(({ key }) => key),
    changes.map(({ digest }) => digest),
    changes.map(({ attributes }) => JSON.stringify(attributes)),
    Buffer.concat(changes.map(({ envelope }) => envelope)),
    starts,
    changes.map(({ envelope }) => envelope.byteLength),
  ];
}
