import type { AnalyticsPort, Dialogue, DialogueRow, ExpertRow, StoreCounts, TensionRow } from '@colloquy/core';
import type Database from 'better-sqlite3';
import {
  createdAtSql,
  isDialogueSql,
  isExpertSql,
  isOpenTensionSql,
  statusSql,
  totalScoreSql,
} from './analyticsIndexes.ts';
import { statement } from './statement.ts';
import type { Transactions } from './transaction.ts';

type Status = Dialogue['status'];

const count = (status: Status): string =>
  `(SELECT count(*) FROM records WHERE ${isDialogueSql} AND ${statusSql} = '${status}') AS ${status}`;

export const statisticsSql = `SELECT ${count('open')}, ${count('converging')}, ${count('converged')}, ${count('abandoned')},
  (SELECT count(*) FROM records WHERE ${isOpenTensionSql}) AS openTensions`;

// The bound on the first column alone is what the index can begin at; the row value then settles the equals.
export const listByStatusSql = `SELECT ${createdAtSql} AS createdAt, dialogue_id AS dialogueId FROM records
WHERE ${isDialogueSql} AND ${statusSql} = @status
  AND ${createdAtSql} <= @createdAt AND (${createdAtSql}, dialogue_id) < (@createdAt, @dialogueId)
ORDER BY ${createdAtSql} DESC, dialogue_id DESC LIMIT @limit`;

export const openTensionsSql = `SELECT ${createdAtSql} AS createdAt, dialogue_id AS dialogueId,
  'T' || substr(key, 9, 2) || substr(key, 12, 2) AS tensionId, ${statusSql} AS status FROM records
WHERE ${isOpenTensionSql}
  AND ${createdAtSql} <= @createdAt AND (${createdAtSql}, dialogue_id, key) < (@createdAt, @dialogueId, @key)
ORDER BY ${createdAtSql} DESC, dialogue_id DESC, key DESC LIMIT @limit`;

/**
 * The scores are added in two halves of 26 and 27 bits: `sum` of whole numbers beyond 2^63 is an error in SQLite, and two rows can
 * exceed 2^53 - 1. Neither half can get there, and where the halves put together can, they become a floating-point number, which
 * is greater than the greatest sum, so that one is taken.
 */
const sumSql = `min(sum(${totalScoreSql} >> 26) * 67108864 + sum(${totalScoreSql} & 67108863), 9007199254740991)`;

export const expertRankingSql = `SELECT substr(key, 8) AS slug, count(*) AS dialogues, ${sumSql} AS totalScore FROM records
WHERE ${isExpertSql} GROUP BY key
HAVING totalScore < @totalScore OR (totalScore = @totalScore AND slug > @slug)
ORDER BY totalScore DESC, slug LIMIT @limit`;

/** Above every instant, which begins with a digit: a list begins behind it. */
const aboveAll = '~';

interface AnalyticsAccess extends Transactions {
  readonly run: <T>(attempt: () => T, signal?: AbortSignal) => Promise<T>;
}

/** The questions across dialogues: one statement each, answered from an index alone. */
export function analytics(database: Database.Database, { read, run }: AnalyticsAccess): AnalyticsPort {
  const counts = statement<[], Record<Status, number> & { openTensions: number }>(database, statisticsSql);
  const dialogues = statement<[object], DialogueRow>(database, listByStatusSql);
  const tensions = statement<[object], TensionRow>(database, openTensionsSql);
  const experts = statement<[object], ExpertRow>(database, expertRankingSql);

  function countAll(): StoreCounts {
    const { openTensions = 0, open = 0, converging = 0, converged = 0, abandoned = 0 } = counts.get() ?? {};
    return { byStatus: { open, converging, converged, abandoned }, openTensions };
  }

  return {
    statistics: async (options) => run(() => read(countAll), options?.signal),

    listByStatus: async (status, { after, limit }, options) => {
      const { createdAt = aboveAll, dialogueId = '' } = after ?? {};
      return run(() => read(() => dialogues.all({ status, createdAt, dialogueId, limit })), options?.signal);
    },

    openTensions: async ({ after, limit }, options) => {
      const { createdAt = aboveAll, dialogueId = '', tensionId = '' } = after ?? {};
      const key = `tension#${tensionId.slice(1, 3)}#${tensionId.slice(3)}`;
      return run(() => read(() => tensions.all({ createdAt, dialogueId, key, limit })), options?.signal);
    },

    expertRanking: async ({ after, limit }, options) => {
      const { totalScore = Infinity, slug = '' } = after ?? {};
      return run(() => read(() => experts.all({ totalScore, slug, limit })), options?.signal);
    },
  };
}
