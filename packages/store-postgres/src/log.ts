import { logPageBytes, type DialogueId, type LogEntry } from '@colloquy/core';
import type { PostgresClient } from './pool.ts';
import { entryColumns, entryOf } from './rows.ts';
import type { Statements } from './statement.ts';

/**
 * One row more than asked for tells whether entries remain. What lies beyond the page, by number or by bytes, comes without its
 * bytes: the sizes of bodies are known to the server without reading them. `page.n`, because plain `n` would name the text in the
 * result, and order 10 before 2.
 */
export const logSql = `WITH page AS (
  SELECT *, row_number() OVER (ORDER BY n) > $3
    OR coalesce(sum(octet_length(body)) OVER (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) >= $4 AS beyond
  FROM @log WHERE dialogue_id = $1 AND n >= $2 ORDER BY n LIMIT $3 + 1
)
(SELECT ${entryColumns} FROM page WHERE NOT beyond ORDER BY page.n)
UNION ALL
(SELECT n::text, NULL, NULL, NULL, NULL FROM page WHERE beyond ORDER BY page.n LIMIT 1)`;

export interface LogPage {
  readonly entries: readonly LogEntry[];
  readonly next: number | undefined;
}

export function logReader({ prepare }: Statements) {
  const log = prepare<[DialogueId, number, number, number]>('log', logSql);
  return async (client: PostgresClient, id: DialogueId, from: number, limit: number): Promise<LogPage> => {
    const rows = await log(client, id, from, limit, logPageBytes);
    const beyond = rows.find((row) => row[1] === null);
    const entries = rows.filter((row) => row[1] !== null).map((row) => entryOf(id, row));
    return { entries, next: beyond === undefined ? undefined : Number(beyond[0]) };
  };
}
