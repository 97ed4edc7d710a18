import {
  ColloquyError,
  isSameEntry,
  isSameHead,
  isSameResidence,
  type DialogueId,
  type Held,
  type LogEntry,
  type ResidenceChange,
} from '@colloquy/core';
import type { PostgresClient } from './pool.ts';
import { headColumns, heldOf } from './rows.ts';
import type { ReadStanding } from './standing.ts';
import { durably, type Statement, type Statements } from './statement.ts';

/*
 * A transition is one conditional statement upon the row of the head, which every commit demands too: whoever waited for the other looks
 * at the row again, in its newest version.
 *
 * Batches of an import write the log under a row that they touch and do not change. What this statement has seen of the log would be too
 * old after waiting for one, so the row must be the very version that it has seen (`xmin`); otherwise it is asked anew.
 */

/** The row as this statement has seen it, and no version that somebody made meanwhile. */
export const asSeen = 'head.xmin = (SELECT seen.xmin FROM @heads AS seen WHERE seen.dialogue_id = $1)';

const noEntry = (numbers: string): string =>
  `NOT EXISTS (SELECT FROM @log AS entry WHERE entry.dialogue_id = $1 AND entry.n IN (${numbers}))`;

const ground = `WHERE head.dialogue_id = $1 AND head.n = $2::bigint AND head.commit_id = $3
  AND head.residence IS NOT DISTINCT FROM $4 AND head.move IS NOT DISTINCT FROM $5 AND ${asSeen}`;

const answer = `SELECT moved.*, ${durably} FROM moved`;

/** The head stays as it is. */
export const resideSql = `WITH moved AS (
  UPDATE @heads AS head SET residence = $6, move = $7 ${ground} RETURNING ${headColumns}
)
${answer}`;

/** With an entry, whose header becomes the head. */
export const enterSql = `WITH moved AS (
  UPDATE @heads AS head SET n = $8::bigint, commit_id = $9, header = $10::bytea, auth = $12::bytea, residence = $6, move = $7
  ${ground} AND ${noEntry('$8::bigint')} RETURNING ${headColumns}
), logged AS (
  INSERT INTO @log (dialogue_id, n, commit_id, header, body, auth) SELECT $1, $8::bigint, $9, $10, $11::bytea, $12 FROM moved
)
${answer}`;

/** From nothing: a concurrent first commit is waited for by the unique index. */
export const claimSql = `WITH moved AS (
  INSERT INTO @heads (dialogue_id, n, commit_id, header, auth, residence, move)
  SELECT $1, 0, '', ''::bytea, ''::bytea, $2::text, $3::text WHERE ${noEntry('1')}
  ON CONFLICT (dialogue_id) DO NOTHING RETURNING ${headColumns}
)
${answer}`;

/** From nothing, with an entry. */
export const foundSql = `WITH moved AS (
  INSERT INTO @heads (dialogue_id, n, commit_id, header, auth, residence, move)
  SELECT $1, $4::bigint, $5, $6::bytea, $8::bytea, $2::text, $3::text WHERE ${noEntry('1, $4::bigint')}
  ON CONFLICT (dialogue_id) DO NOTHING RETURNING ${headColumns}
), logged AS (
  INSERT INTO @log (dialogue_id, n, commit_id, header, body, auth) SELECT $1, $4::bigint, $5, $6, $7::bytea, $8 FROM moved
)
${answer}`;

type Residence = [status: string | null, move: string | null];
type Ground = [id: DialogueId, n: number, commitId: string, ...from: Residence];
type Entry = [n: number, commitId: string, header: Uint8Array, body: Uint8Array, auth: Uint8Array];

/** What came of a change: {@link Held} is what stands there now. */
export type Changed = Held & { readonly changed: boolean };

/** Each time that a statement finds its ground and yet does nothing, another has made its step: a batch, a transition, a commit. */
export const maxTurns = 20;

export function turnsTaken(id: DialogueId): ColloquyError {
  return new ColloquyError('backend_busy', `Others kept the head of dialogue ${id} locked. Nothing was written.`, {
    context: { dialogueId: id, turns: maxTurns },
  });
}

function valuesOf({ n, commitId, header, body, auth }: LogEntry): Entry {
  return [n, commitId, header, body, auth];
}

/** Judges and makes a transition: one statement, and one more where it did not take place. */
export function changer({ prepare }: Statements, readStanding: ReadStanding) {
  const reside: Statement<[...Ground, ...Residence]> = prepare('reside', resideSql);
  const enter: Statement<[...Ground, ...Residence, ...Entry]> = prepare('enter', enterSql);
  const claim: Statement<[DialogueId, ...Residence]> = prepare('claim', claimSql);
  const found: Statement<[DialogueId, ...Residence, ...Entry]> = prepare('found', foundSql);

  function attempt(client: PostgresClient, id: DialogueId, { from, to, head, entry }: ResidenceChange) {
    const next: Residence = [to?.status ?? null, to?.move ?? null];
    if (from === null && head === null) {
      return entry === undefined ? claim(client, id, ...next) : found(client, id, ...next, ...valuesOf(entry));
    }
    const given: Ground = [id, head?.n ?? 0, head?.commitId ?? '', from?.status ?? null, from?.move ?? null];
    return entry === undefined
      ? reside(client, ...given, ...next)
      : enter(client, ...given, ...next, ...valuesOf(entry));
  }

  /** What stands there and is no ground for the change, or is what it made; undefined: it can be tried again. */
  async function standing(
    client: PostgresClient,
    id: DialogueId,
    change: ResidenceChange,
  ): Promise<Changed | undefined> {
    const { from, to, head: demanded, entry } = change;
    const first = from === null && demanded === null ? [1] : [];
    const { entries, ...held } = await readStanding(client, id, entry === undefined ? first : [entry.n, ...first]);
    const there = entries.find(({ n }) => n === entry?.n);
    const isThere =
      entry === undefined ? isSameHead(held.head, demanded) : there !== undefined && isSameEntry(there, entry);
    if (isThere && isSameResidence(held.residence, to)) return { changed: true, ...held };
    const isGround = entries.length === 0 && isSameHead(held.head, demanded) && isSameResidence(held.residence, from);
    return isGround ? undefined : { changed: false, ...held };
  }

  return async (client: PostgresClient, id: DialogueId, change: ResidenceChange): Promise<Changed> => {
    for (let turn = 0; turn < maxTurns; turn++) {
      const [row] = await attempt(client, id, change);
      if (row !== undefined) return { changed: true, ...heldOf(id, row) };
      const stands = await standing(client, id, change);
      if (stands !== undefined) return stands;
    }
    throw turnsTaken(id);
  };
}
