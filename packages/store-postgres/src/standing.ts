import type { DialogueId, Held, LogEntry } from '@colloquy/core';
import type { PostgresClient } from './pool.ts';
import { entryColumns, entryOf, heldOf, sealedColumns } from './rows.ts';
import type { Row, Statements } from './statement.ts';

/** Head, residence and entries by their numbers, as one state: the row of heads, if any, first. Entries have a body there, heads have none. */
export const standingSql = `SELECT ${sealedColumns}, NULL, residence, move FROM @heads WHERE dialogue_id = $1
UNION ALL SELECT ${entryColumns}, NULL, NULL FROM @log WHERE dialogue_id = $1 AND n = ANY ($2::bigint[])`;

/** What stands in the place of a commit or of a transition. */
export type Standing = Held & { readonly entries: readonly LogEntry[] };

export type ReadStanding = (client: PostgresClient, id: DialogueId, numbers: readonly number[]) => Promise<Standing>;

export function standingReader({ prepare }: Statements): ReadStanding {
  const standing = prepare<[DialogueId, readonly number[]]>('standing', standingSql);
  return async (client, id, numbers) => {
    const rows = await standing(client, id, numbers);
    const isEntry = (row: Row): boolean => row[4] !== null;
    const head = rows.find((row) => !isEntry(row));
    return {
      ...heldOf(id, head && [...head.slice(0, 4), ...head.slice(5)]),
      entries: rows.filter(isEntry).map((row) => entryOf(id, row)),
    };
  };
}
