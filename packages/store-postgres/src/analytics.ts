import {
  dialogueStatuses,
  type AnalyticsPort,
  type Dialogue,
  type DialogueId,
  type OpenTensionStatus,
} from '@colloquy/core';
import {
  createdAtSql,
  isDialogueSql,
  isExpertSql,
  isOpenTensionSql,
  statusSql,
  totalScoreSql,
} from './analyticsIndexes.ts';
import type { Calls } from './calls.ts';
import type { Statements } from './statement.ts';

type Status = Dialogue['status'];

const count = (status: Status): string =>
  `(SELECT count(*) FROM @records WHERE ${isDialogueSql} AND ${statusSql} = '${status}')::text`;

/** The counts in the order of the statuses, then that of open tensions. */
export const statisticsSql = `SELECT ${dialogueStatuses.map(count).join(', ')},
  (SELECT count(*) FROM @records WHERE ${isOpenTensionSql})::text`;

export const listByStatusSql = `SELECT ${createdAtSql}, dialogue_id FROM @records
WHERE ${isDialogueSql} AND ${statusSql} = $1 AND (${createdAtSql}, dialogue_id) < ($2, $3)
ORDER BY ${createdAtSql} DESC, dialogue_id DESC LIMIT $4`;

export const openTensionsSql = `SELECT ${createdAtSql}, dialogue_id, 'T' || substr(key, 9, 2) || substr(key, 12, 2), ${statusSql}
FROM @records WHERE ${isOpenTensionSql} AND (${createdAtSql}, dialogue_id, key) < ($1, $2, $3)
ORDER BY ${createdAtSql} DESC, dialogue_id DESC, key DESC LIMIT $4`;

/**
 * Sums of numeric are exact, so the greatest one is applied to the end of them. `expert.total`, because plain `total` would name the
 * text in the result, and order 5 before 10.
 */
export const expertRankingSql = `SELECT substr(expert.key, 8), expert.dialogues::text, expert.total::text
FROM (SELECT key, count(*) AS dialogues, least(sum(${totalScoreSql}), 9007199254740991) AS total
  FROM @records WHERE ${isExpertSql} GROUP BY key) AS expert
WHERE expert.total < $1::numeric OR (expert.total = $1::numeric AND substr(expert.key, 8) > $2)
ORDER BY expert.total DESC, expert.key LIMIT $3`;

/** Above every instant, which begins with a digit: a list begins behind it. */
const aboveAll = '~';

/** The questions across dialogues: one statement each, answered through an index. */
export function analytics({ prepare }: Statements, { read }: Calls): AnalyticsPort {
  const counts = prepare<[]>('statistics', statisticsSql);
  const dialogues = prepare<[Status, string, string, number]>('list-by-status', listByStatusSql);
  const tensions = prepare<[string, string, string, number]>('open-tensions', openTensionsSql);
  const experts = prepare<[string, string, number]>('expert-ranking', expertRankingSql);

  return {
    statistics: async (options) => {
      const [row = []] = await read(counts, options);
      // By name: the columns follow the statuses, in whatever order these are declared.
      const countOf = (status: Status): number => Number(row[dialogueStatuses.indexOf(status)] ?? 0);
      const [open, converging] = [countOf('open'), countOf('converging')];
      const [converged, abandoned] = [countOf('converged'), countOf('abandoned')];
      return { byStatus: { open, converging, converged, abandoned }, openTensions: Number(row.at(-1) ?? 0) };
    },

    listByStatus: async (status, { after, limit }, options) => {
      const { createdAt = aboveAll, dialogueId = '' } = after ?? {};
      const rows = await read((client) => dialogues(client, status, createdAt, dialogueId, limit), options);
      // The index holds nothing but well-formed ids.
      return rows.map(([at, id]) => ({ createdAt: at ?? '', dialogueId: id as DialogueId }));
    },

    openTensions: async ({ after, limit }, options) => {
      const { createdAt = aboveAll, dialogueId = '', tensionId = '' } = after ?? {};
      const key = `tension#${tensionId.slice(1, 3)}#${tensionId.slice(3)}`;
      const rows = await read((client) => tensions(client, createdAt, dialogueId, key, limit), options);
      return rows.map(([at, id, tension, status]) => ({
        createdAt: at ?? '',
        dialogueId: id as DialogueId,
        tensionId: tension ?? '',
        status: status as OpenTensionStatus,
      }));
    },

    expertRanking: async ({ after, limit }, options) => {
      const { totalScore = 'Infinity', slug = '' } = after ?? {};
      const rows = await read((client) => experts(client, String(totalScore), slug, limit), options);
      return rows.map(([expert, appearances, total]) => ({
        slug: expert ?? '',
        dialogues: Number(appearances),
        totalScore: Number(total),
      }));
    },
  };
}
