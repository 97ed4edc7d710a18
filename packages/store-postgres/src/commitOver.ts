import {
  compareAscii,
  isRecordKey,
  isSameEntry,
  isSameHead,
  refuseUnder,
  type CommitOutcome,
  type CommitOver,
  type CommitRows,
  type DialogueId,
} from '@colloquy/core';
import { commitSql, free, headLocked, unhindered, valuesOf, type CommitValues } from './commit.ts';
import type { PostgresClient } from './pool.ts';
import type { ReadStanding } from './standing.ts';
import type { Statement, Statements } from './statement.ts';

/*
 * A commit over what a torn restore has left: as `commit.ts`, with another condition on the head. It may move the head down, so what
 * holds is not that n only grows but that the row is the one that was diagnosed: its commit id is random, and no two commits share one.
 */

/** Entries go with the head that moves, in the same statement. */
const removal = `, removed AS (
  DELETE FROM @log AS entry USING moved WHERE entry.dialogue_id = $1 AND entry.n = ANY ($15::bigint[])
)`;

export const overNothingSql = commitSql(
  `INSERT INTO @heads (dialogue_id, n, commit_id, header, auth)
  SELECT $1, $2::bigint, $3, $4::bytea, $6::bytea WHERE ${unhindered}
  ON CONFLICT (dialogue_id) DO NOTHING RETURNING n`,
  removal,
);

export const overHeadSql = commitSql(
  `UPDATE @heads SET n = $2::bigint, commit_id = $3, header = $4::bytea, auth = $6::bytea
  WHERE dialogue_id = $1 AND n = $16::bigint AND commit_id = $17 AND ${free} AND ${unhindered} RETURNING n`,
  removal,
);

/** As for an ordinary commit. */
const maxLooks = 3;

/** Judges and writes a commit over a head that does not fit its log. */
export function overCommitter({ prepare }: Statements, readStanding: ReadStanding) {
  const overNothing: Statement<[...CommitValues, readonly number[]]> = prepare('over-nothing', overNothingSql);
  const overHead: Statement<[...CommitValues, readonly number[], number, string]> = prepare('over-head', overHeadSql);

  return async (
    client: PostgresClient,
    id: DialogueId,
    rows: CommitRows,
    { head, remove }: CommitOver,
  ): Promise<CommitOutcome> => {
    const values = valuesOf(id, rows);
    for (let look = 0; look < maxLooks; look++) {
      const [answer = []] =
        head === null
          ? await overNothing(client, ...values, remove)
          : await overHead(client, ...values, remove, head.n, head.commitId);
      const [moved, failing = null] = answer;
      if (moved === '1') return { outcome: 'committed' };
      const { entries, ...found } = await readStanding(client, id, [rows.entry.n]);
      const [entry] = entries;
      // Repair has no business where a dialogue has left.
      refuseUnder('write', id, found.residence, found.head?.n ?? 0);
      if (entry !== undefined && isSameEntry(entry, rows.entry)) return { outcome: 'committed' };
      if (entry !== undefined || !isSameHead(found.head, head)) return { outcome: 'conflict', head: found.head, entry };
      if (failing !== null) {
        return { outcome: 'mismatch', keys: failing.split(',').filter(isRecordKey).sort(compareAscii) };
      }
    }
    throw headLocked(id, rows.entry.n);
  };
}
