/**
 * The indexes behind `analytics`: what they hold, as SQL that index and statement share word for word, because SQLite takes a
 * partial index only for a statement that repeats its conditions.
 *
 * Released with schema version 3, so nothing here ever changes: another form is another index and another migration. Nothing throws,
 * whatever stands in `attributes`: an error here would be the error of a commit. CASE is lazy where AND is not bound to be.
 */

function text(name: string): string {
  return `CASE WHEN json_valid(attributes) THEN json_extract(attributes, '$.${name}') END`;
}

export const statusSql = text('status');
export const createdAtSql = text('createdAt');
/** An integer or NULL. A boolean would come out as 0 or 1, so the type is asked for. */
export const totalScoreSql =
  "CASE WHEN json_valid(attributes) AND json_type(attributes, '$.totalScore') = 'integer' " +
  "THEN json_extract(attributes, '$.totalScore') END";

const digits = (count: number): string => '[0-9]'.repeat(count);
const instant = `${digits(4)}-${digits(2)}-${digits(2)}T${digits(2)}:${digits(2)}:${digits(2)}.${digits(3)}Z`;

const dialogueId =
  "dialogue_id GLOB '[a-z0-9]*' AND dialogue_id NOT GLOB '*[^a-z0-9-]*' AND length(dialogue_id) <= 128";

/** AN-ROW-01. The key comes first: it is all that is looked at of most records. */
export const isDialogueSql =
  `key = 'dialogue#meta' AND ${statusSql} IN ('open', 'converging', 'converged', 'abandoned') ` +
  `AND ${createdAtSql} GLOB '${instant}' AND ${dialogueId}`;

/** AN-ROW-02. */
export const isOpenTensionSql =
  `key GLOB 'tension#${digits(2)}#${digits(2)}' AND key NOT GLOB '*#00' ` +
  `AND ${statusSql} IN ('open', 'addressed', 'reopened') AND ${createdAtSql} GLOB '${instant}' AND ${dialogueId}`;

/** AN-ROW-03. */
export const isExpertSql =
  "key GLOB 'expert#[a-z0-9]*' AND key NOT GLOB 'expert#*[^a-z0-9-]*' AND length(key) <= 71 " +
  `AND ${totalScoreSql} BETWEEN 0 AND 9007199254740991 AND ${dialogueId}`;

/** Each holds every column that its statements read, so that no record, with its envelope, is touched. */
export const analyticsIndexes: readonly string[] = [
  `CREATE INDEX records_by_status ON records (
  ${statusSql},
  ${createdAtSql},
  dialogue_id,
  key
) WHERE ${isDialogueSql}`,
  `CREATE INDEX records_by_open_tension ON records (
  ${createdAtSql},
  dialogue_id,
  key,
  ${statusSql}
) WHERE ${isOpenTensionSql}`,
  `CREATE INDEX records_by_expert ON records (
  key,
  ${totalScoreSql},
  dialogue_id
) WHERE ${isExpertSql}`,
];
