import { openPostgresStore } from '@colloquy/store-postgres';
import pg from 'pg';
import { replacing, type Wrong } from '../../mutants/postgres/postgresKitOver.ts';
import type { Open } from '../support/Line.ts';
import type { Program } from './Program.ts';

/** The real adapter with something wrong in it, over tables that are there. */
function wrongly(wrong: Wrong): Open {
  return async (url) => {
    const pool = new pg.Pool({ connectionString: url, max: 4, allowExitOnIdle: true });
    const store = await openPostgresStore({ pool: replacing(pool, wrong), setup: false });
    const close = async (): Promise<void> => {
      await store.close();
      await pool.end();
    };
    return { ...store, close };
  };
}

/** The part of a commit that writes its records. */
const recordsPart = /, written AS \(\s*(INSERT INTO "\w+"\."records"[\s\S]*?excluded\.envelope)\s*\)/;

export const recordsAfterHead: Program = {
  id: 'records-after-head',
  reason: 'PS-COMMIT-01 wrong-end-state',
  description: 'Head and entry are one transaction, and the records the next one.',
  open: wrongly({
    send: async (query, send) => {
      const [whole, part] = recordsPart.exec(query.text) ?? [];
      if (whole === undefined || part === undefined) return send(query);
      // The parameters of the records keep their types.
      const unused = ', unused AS (SELECT $9::text[], $10::text[], $11::jsonb[], $12::bytea, $13::int[], $14::int[])';
      const judged = await send({ ...query, text: query.text.replace(whole, unused) });
      if (judged.rows[0]?.[0] !== '1') return judged;
      const text = part
        .replace('SELECT $1', 'SELECT $7')
        .replaceAll(/\$(9|1[0-4])(?!\d)/g, (_, n: string) => `$${Number(n) - 8}`)
        .replace('FROM moved, unnest', 'FROM unnest');
      await send({ ...query, name: 'records-apart', text, values: [...query.values.slice(8), query.values[0]] });
      return judged;
    },
  }),
};

export const notCompared: Program = {
  id: 'not-compared',
  reason: 'PS-COMMIT-10 two-winners',
  description:
    'An entry that stands at n already is left as it is, and the answer is committed: ON CONFLICT DO NOTHING.',
  open: wrongly({
    sql: (text) =>
      text
        .replace(/ AND NOT EXISTS \(SELECT FROM "\w+"\."log" WHERE dialogue_id = \$1 AND n = \$2\)/, '')
        .replace('$5, $6 FROM moved', '$5, $6 FROM (SELECT) AS always ON CONFLICT (dialogue_id, n) DO NOTHING'),
    send: async (query, send) => {
      const answer = await send(query);
      if (!query.text.includes('moved')) return answer;
      return { rows: answer.rows.map(([, ...rest]) => ['1', ...rest]) };
    },
  }),
};
