import { ColloquyError, scoped } from '@colloquy/core';
import type { StoreMutant } from '../../../src/mutants/Mutant.ts';
import { postgresKitOver, slowly, type Wrong } from './postgresKitOver.ts';
import { postgresMigrationMutants } from './postgresMigrationMutants.ts';

/** The text in place of another one that must be there: a mutant that changes nothing would prove nothing. */
function instead(was: string | RegExp, is: string): (text: string) => string {
  return (text) => text.replaceAll(was, is);
}

function mutant(mutation: Omit<StoreMutant, 'build'> & { readonly wrong: Wrong }): StoreMutant {
  const { wrong, ...rest } = mutation;
  return { ...rest, build: () => postgresKitOver(rest.id, wrong) };
}

/** SQLSTATE of an error of pg. */
function stateOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** What people get wrong with PostgreSQL, each in the real adapter on the real server. */
export const postgresMutants: readonly StoreMutant[] = [
  mutant({
    id: 'postgres-collation-of-the-database',
    clause: 'PS-ORDER-01',
    reason: 'not-byte-order',
    description: 'The key columns have the collation of the database, which is that of a language.',
    wrong: { schema: instead(' COLLATE "C"', ''), sql: instead(' COLLATE "C"', '') },
  }),
  mutant({
    id: 'postgres-last-filtered-by-language',
    clause: 'PS-LAST-01',
    reason: 'not-the-greatest',
    description: 'The range of a prefix is compared in the collation of a language, the index is ordered by bytes.',
    wrong: { sql: instead('key >= $2 AND key < $3', 'key COLLATE "und-x-icu" >= $2 AND key COLLATE "und-x-icu" < $3') },
  }),
  mutant({
    id: 'postgres-last-like',
    clause: 'PS-LAST-02',
    reason: 'outside-prefix',
    description: 'The prefix is a pattern of LIKE, in which _ stands for any character.',
    wrong: { sql: instead('key >= $2 AND key < $3', "key LIKE $2 || '%' AND $3 <> ''") },
  }),
  mutant({
    id: 'postgres-log-by-the-text-of-n',
    clause: 'PS-LOG-01',
    reason: 'not-ascending',
    description: 'ORDER BY n means the column of the result, which is n as text: 10 comes before 2.',
    wrong: { sql: instead('ORDER BY page.n', 'ORDER BY n') },
  }),
  mutant({
    id: 'postgres-binary-results',
    clause: 'PS-BYTES-01',
    reason: 'bytes-changed',
    description: 'Results are asked for in binary, which pg 8 decodes as UTF-8.',
    wrong: {
      sql: instead(/encode\((\w+), 'base64'\)/g, '$1'),
      send: async (query, send) => {
        const { rows } = await send({ ...query, binary: true, name: undefined } as never);
        const again = (value: string | null, at: number): string | null =>
          value !== null && /envelope|header/.test(query.text) && at >= 2
            ? Buffer.from(value).toString('base64')
            : value;
        return { rows: rows.map((row) => row.map(again)) };
      },
    },
  }),
  mutant({
    id: 'postgres-escape-format',
    clause: 'PS-BYTES-01',
    reason: 'bytes-changed',
    description: "Bytes are read as text in the format 'escape' and taken for what they were.",
    wrong: {
      sql: instead("encode(envelope, 'base64')", "encode(convert_to(encode(envelope, 'escape'), 'UTF8'), 'base64')"),
    },
  }),
  mutant({
    id: 'postgres-attributes-as-text',
    clause: 'PS-ATTR-01',
    reason: 'attributes-changed',
    description: 'Attributes come back through ->>, so that numbers and booleans are texts.',
    wrong: {
      sql: instead(
        'SELECT key, digest, attributes::text,',
        "SELECT key, digest, (SELECT coalesce(jsonb_object_agg(name, attributes ->> name), '{}') FROM jsonb_object_keys(attributes) AS name)::text,",
      ),
    },
  }),
  mutant({
    id: 'postgres-attributes-merged',
    clause: 'PS-ATTR-02',
    reason: 'attribute-survived',
    description: 'Attributes are merged with ||, so that a name never goes away.',
    wrong: {
      sql: instead('attributes = excluded.attributes', 'attributes = records.attributes || excluded.attributes'),
    },
  }),
  mutant({
    id: 'postgres-null-equals-nothing',
    clause: 'PS-COMMIT-07',
    reason: 'prior-ignored',
    description: 'Conditions are compared with <>, which says nothing about an absent record.',
    wrong: { sql: instead('record.digest IS DISTINCT FROM condition.digest', 'record.digest <> condition.digest') },
  }),
  mutant({
    id: 'postgres-do-nothing',
    clause: 'PS-COMMIT-01',
    reason: 'not-visible',
    description: 'A record that exists is left as it is: ON CONFLICT DO NOTHING.',
    wrong: {
      sql: instead(
        /ON CONFLICT \(dialogue_id, key\) DO UPDATE\s+SET digest[^)]*?excluded\.envelope/g,
        'ON CONFLICT DO NOTHING',
      ),
    },
  }),
  mutant({
    id: 'postgres-head-not-compared',
    clause: 'PS-COMMIT-10',
    reason: 'two-winners',
    description: 'The head is moved wherever it stands: whoever waited for it overwrites the winner.',
    wrong: {
      sql: (text) =>
        slowly(text)
          .replace('AND n = $2::bigint - 1 AND', 'AND')
          .replace(/AND NOT EXISTS \(SELECT FROM "\w+"\."log"[^)]*\)/g, '')
          .replace(
            /(INSERT INTO "\w+"\."log" [^)]*\) SELECT \$1, \$2, \$3, \$4, \$5, \$6 FROM moved)/,
            '$1 ON CONFLICT (dialogue_id, n) DO UPDATE SET commit_id = excluded.commit_id, header = excluded.header, body = excluded.body, auth = excluded.auth',
          ),
    },
  }),
  mutant({
    id: 'postgres-serialisation-not-retried',
    clause: 'PS-COMMIT-10',
    reason: 'written-despite-error',
    description: 'Sessions are serializable, and a failed serialisation goes to the caller instead of being repeated.',
    wrong: {
      session: 'default_transaction_isolation=serializable',
      sql: slowly,
      send: async (query, send) => {
        try {
          return await send(query);
        } catch (error) {
          if (stateOf(error) !== '40001') throw error;
          throw new ColloquyError('backend_error', 'could not serialize access due to concurrent update');
        }
      },
    },
  }),
  mutant({
    id: 'postgres-head-read-apart',
    clause: 'PS-GET-02',
    reason: 'torn',
    description: 'The head is read by a statement of its own, before that of the records.',
    wrong: {
      store: (store) => ({
        get: async (id, keys, options) => {
          const head = await store.head(id, options);
          const { records } = await store.get(id, keys, options);
          return scoped(id, { head, records });
        },
      }),
    },
  }),
  mutant({
    id: 'postgres-head-read-last',
    clause: 'PS-LOAD-03',
    reason: 'older-than-head',
    description: 'The records are read first and the head by another statement after them.',
    wrong: {
      store: (store) => ({
        load: async (id, options) => {
          const { records } = await store.load(id, options);
          return scoped(id, { head: await store.head(id, options), records });
        },
      }),
    },
  }),
  mutant({
    id: 'postgres-transaction-left-open',
    clause: 'PS-HEAD-03',
    reason: 'stale',
    description: 'Reads run in a transaction of one snapshot that is never ended.',
    wrong: {
      send: async (query, send) => {
        if (!query.text.startsWith('SELECT n::text')) return send(query);
        await send({ ...query, name: 'begin', text: 'BEGIN ISOLATION LEVEL REPEATABLE READ', values: [] });
        return send(query);
      },
    },
  }),
  mutant({
    id: 'postgres-records-after-the-head',
    clause: 'PS-LARGE-01',
    reason: 'torn',
    orElse: ['older-than-head', 'left-out'],
    description:
      'Head and entry are one statement and the records another one after it, without a transaction around them.',
    wrong: {
      send: async (query, send) => {
        const part = /INSERT INTO "\w+"\."records"[\s\S]*?excluded\.envelope/.exec(query.text)?.[0];
        if (part === undefined) return send(query);
        const judged = await send({
          ...query,
          text: query.text.replace('FROM moved, unnest($9', 'FROM (SELECT FROM moved LIMIT 0) AS none, unnest($9'),
        });
        if (judged.rows[0]?.[0] === '1') {
          const text = part
            .replace('SELECT $1', 'SELECT $7')
            .replaceAll(/\$(9|1[0-4])(?!\d)/g, (_, n: string) => `$${Number(n) - 8}`)
            .replace('FROM moved, unnest', 'FROM unnest');
          await send({ ...query, name: 'records-apart', text, values: [...query.values.slice(8), query.values[0]] });
        }
        return judged;
      },
    },
  }),
  ...postgresMigrationMutants,
];
