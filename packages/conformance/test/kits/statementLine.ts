/** Begins or ends a transaction: no budget counts it. */
const bracket = /^(?:BEGIN|COMMIT|END|ROLLBACK|START TRANSACTION|SAVEPOINT|RELEASE)\b/i;

const longest = 160;

/** A statement as one line of a list, cut where it is long; nothing for one that is not counted. */
export function statementLine(sql: string): readonly string[] {
  // Cut first: the values of a statement can be megabytes.
  const line = sql
    .slice(0, 4 * longest)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .trim();
  if (line === '' || bracket.test(line)) return [];
  return [line.length <= longest ? line : `${line.slice(0, longest)}...`];
}
