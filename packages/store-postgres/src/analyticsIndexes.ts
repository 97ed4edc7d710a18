/**
 * The indexes behind `analytics`: what they hold, as SQL that index and statement share word for word, because PostgreSQL takes a
 * partial index only for a statement whose conditions imply its own.
 *
 * Part of schema version 1, so nothing here changes once it is released: another form is another index and another migration.
 * Nothing throws, whatever stands in `attributes`: an error here would be the error of a commit. CASE keeps a cast from what it
 * could not take. Everything compares by bytes, whatever the collation of the database.
 */

function text(name: string): string {
  return `((attributes ->> '${name}') COLLATE "C")`;
}

export const statusSql = text('status');
export const createdAtSql = text('createdAt');
/** A number or NULL. */
export const totalScoreSql =
  "(CASE jsonb_typeof(attributes -> 'totalScore') WHEN 'number' THEN (attributes ->> 'totalScore')::numeric END)";

const isInstantSql = `${createdAtSql} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$'`;
const isDialogueIdSql = "dialogue_id ~ '^[a-z0-9][a-z0-9-]{0,127}$'";

/** AN-ROW-01. */
export const isDialogueSql =
  `key = 'dialogue#meta' AND ${statusSql} IN ('open', 'converging', 'converged', 'abandoned') ` +
  `AND ${isInstantSql} AND ${isDialogueIdSql}`;

/** AN-ROW-02. */
export const isOpenTensionSql =
  `key ~ '^tension#[0-9]{2}#([0-9][1-9]|[1-9]0)$' AND ${statusSql} IN ('open', 'addressed', 'reopened') ` +
  `AND ${isInstantSql} AND ${isDialogueIdSql}`;

/** AN-ROW-03. */
export const isExpertSql =
  `key ~ '^expert#[a-z0-9][a-z0-9-]{0,63}$' AND ${totalScoreSql} BETWEEN 0 AND 9007199254740991 ` +
  `AND ${totalScoreSql} = trunc(${totalScoreSql}) AND ${isDialogueIdSql}`;

export const analyticsIndexes: readonly string[] = [
  `CREATE INDEX records_by_status ON @records (${statusSql}, ${createdAtSql}, dialogue_id) WHERE ${isDialogueSql}`,
  `CREATE INDEX records_by_open_tension ON @records (${createdAtSql}, dialogue_id, key) WHERE ${isOpenTensionSql}`,
  `CREATE INDEX records_by_expert ON @records (key, ${totalScoreSql}, dialogue_id) WHERE ${isExpertSql}`,
];
