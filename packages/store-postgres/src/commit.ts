import {
  ColloquyError,
  compareAscii,
  isRecordKey,
  isSameEntry,
  refuseUnder,
  type CommitOutcome,
  type CommitRows,
  type DialogueId,
} from '@colloquy/core';
import type { PostgresClient } from './pool.ts';
import type { ReadStanding } from './standing.ts';
import { durably, type Statement, type Statements } from './statement.ts';

/** What a row of heads says where no residence stands. */
export const free = 'num_nulls(residence, move) = 2';

/**
 * Judging and writing in one statement, which is one transaction and one request.
 *
 * Why it is right under READ COMMITTED: the statement sees one snapshot. The head row is moved only if it stands at n - 1 in that
 * snapshot and, after waiting for whoever holds it, in its newest version too. Since n only ever grows, no commit came between, and
 * since records change only with their head, the conditions that held in the snapshot still hold. Under a stricter isolation the
 * server refuses (40001) where it would have had to look again, and the call is repeated.
 *
 * A residence stands in the same row, and is looked at with the head: whoever waited for a mover finds what that one left.
 *
 * The head row comes first: records and entry are written by joining the row that moved. A commit that is sent again therefore waits
 * for an old session that may still commit, and recognises itself afterwards.
 *
 * Envelopes travel as one run of bytes that is cut up here: an array of bytea would travel as text of twice the length.
 */
export function commitSql(move: string, more = ''): string {
  return `WITH failing AS MATERIALIZED (
  SELECT condition.key FROM unnest($7::text[], $8::text[]) AS condition (key, digest)
  LEFT JOIN @records AS record ON record.dialogue_id = $1 AND record.key = condition.key
  WHERE record.digest IS DISTINCT FROM condition.digest
), moved AS (
  ${move}
), written AS (
  INSERT INTO @records (dialogue_id, key, digest, attributes, envelope)
  SELECT $1, change.key, change.digest, change.attributes, substring($12::bytea FROM change.start FOR change.length)
  FROM moved, unnest($9::text[], $10::text[], $11::jsonb[], $13::int[], $14::int[])
    AS change (key, digest, attributes, start, length)
  ON CONFLICT (dialogue_id, key) DO UPDATE
  SET digest = excluded.digest, attributes = excluded.attributes, envelope = excluded.envelope
), logged AS (
  INSERT INTO @log (dialogue_id, n, commit_id, header, body, auth) SELECT $1, $2, $3, $4, $5, $6 FROM moved
)${more}
SELECT (SELECT count(*) FROM moved)::text, (SELECT string_agg(key, ',') FROM failing),
  (SELECT CASE WHEN ${free} THEN n::text ELSE 'held' END FROM @heads WHERE dialogue_id = $1), (SELECT n::text FROM @log WHERE dialogue_id = $1 AND n = $2),
  ${durably}`;
}

export const unhindered = `NOT EXISTS (SELECT FROM failing) AND NOT EXISTS (SELECT FROM @log WHERE dialogue_id = $1 AND n = $2)`;

/** Commit 1. A concurrent first commit, or claim of a mover, is waited for by the unique index. */
export const firstCommitSql = commitSql(`INSERT INTO @heads (dialogue_id, n, commit_id, header, auth)
  SELECT $1, $2::bigint, $3, $4::bytea, $6::bytea WHERE ${unhindered}
  ON CONFLICT (dialogue_id) DO NOTHING RETURNING n`);

/** Every later commit. */
export const nextCommitSql =
  commitSql(`UPDATE @heads SET n = $2::bigint, commit_id = $3, header = $4::bytea, auth = $6::bytea
  WHERE dialogue_id = $1 AND n = $2::bigint - 1 AND ${free} AND ${unhindered} RETURNING n`);

export type Texts = readonly (string | null)[];
export type CommitValues = [
  id: DialogueId,
  n: number,
  commitId: string,
  header: Uint8Array,
  body: Uint8Array,
  auth: Uint8Array,
  conditionKeys: Texts,
  conditionDigests: Texts,
  keys: Texts,
  digests: Texts,
  attributes: Texts,
  envelopes: Uint8Array,
  starts: readonly number[],
  lengths: readonly number[],
];

export function valuesOf(id: DialogueId, { entry, records, conditions }: CommitRows): CommitValues {
  const lengths = records.map(({ envelope }) => envelope.byteLength);
  let start = 1;
  const starts = lengths.map((length) => {
    const at = start;
    start += length;
    return at;
  });
  return [
    id,
    entry.n,
    entry.commitId,
    entry.header,
    entry.body,
    entry.auth,
    conditions.map(({ key }) => key),
    conditions.map(({ digest }) => digest),
    records.map(({ key }) => key),
    records.map(({ digest }) => digest),
    records.map(({ attributes }) => attributes),
    Buffer.concat(records.map(({ envelope }) => envelope)),
    starts,
    lengths,
  ];
}

/**
 * Once more than enough: a commit that found nothing against it and yet did not move the head met a winner, whom the next statement
 * sees.
 */
const maxLooks = 3;

/** Judges and writes a commit. */
export function committer({ prepare }: Statements, readStanding: ReadStanding) {
  const first: Statement<CommitValues> = prepare('first-commit', firstCommitSql);
  const next: Statement<CommitValues> = prepare('next-commit', nextCommitSql);

  /** What stands in the way of a commit that did not move the head, or that it is there already; undefined: nothing does any more. */
  async function hindrance(
    client: PostgresClient,
    id: DialogueId,
    { entry }: CommitRows,
  ): Promise<CommitOutcome | undefined> {
    const { head, residence, entries } = await readStanding(client, id, [entry.n]);
    const [found] = entries;
    // What stands at n is told also where a dialogue has left.
    refuseUnder(found === undefined ? 'write' : 'head', id, residence, head?.n ?? 0);
    if (found !== undefined && isSameEntry(found, entry)) return { outcome: 'committed' };
    if (found === undefined && (head?.n ?? 0) === entry.n - 1) return undefined;
    return { outcome: 'conflict', head, entry: found };
  }

  return async (client: PostgresClient, id: DialogueId, rows: CommitRows): Promise<CommitOutcome> => {
    const { n } = rows.entry;
    const values = valuesOf(id, rows);
    const attempt = n === 1 ? first : next;
    for (let look = 0; look < maxLooks; look++) {
      const [answer = []] = await attempt(client, ...values);
      // Where there is a residence, n of the head is no number.
      const [moved, failing = null, headN = null, entryN = null] = answer;
      if (moved === '1') return { outcome: 'committed' };
      if (entryN !== null || Number(headN ?? 0) !== n - 1) {
        const found = await hindrance(client, id, rows);
        if (found !== undefined) return found;
      } else if (failing !== null) {
        return { outcome: 'mismatch', keys: failing.split(',').filter(isRecordKey).sort(compareAscii) };
      }
    }
    throw headLocked(id, n);
  };
}

/** Others came between every time. */
export function headLocked(id: DialogueId, n: number): ColloquyError {
  return new ColloquyError('backend_busy', `Others kept the head of dialogue ${id} locked. Nothing was written.`, {
    context: { dialogueId: id, n },
  });
}
