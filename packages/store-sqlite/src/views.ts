import {
  entityTypes,
  itemTypes,
  letterOf,
  projection,
  viewNames,
  type EntityType,
  type ItemType,
} from '@colloquy/core';

function isItemType(type: EntityType): type is ItemType {
  return itemTypes.some((item) => item === type);
}

/** Ratios are stored as whole ten-thousandths, and shown as what they mean. */
function column(name: string, ratio: boolean): string {
  const value = `json_extract(attributes, '$.${name}')`;
  return `${ratio ? `${value} / 10000.0` : value} AS "${name}"`;
}

function viewOf(type: EntityType): string {
  const subkey = `substr(key, ${type.length + 2})`;
  const columns = ['dialogue_id', `${subkey} AS subkey`];
  if (isItemType(type)) columns.push(`'${letterOf(type)}' || replace(${subkey}, '#', '') AS id`);
  for (const { name, ratio } of projection(type)) columns.push(column(name, ratio));
  columns.push('length(envelope) AS bytes');
  // '$' is the byte after '#': the range holds the keys of this type and no other, and can use the index of a dialogue.
  return `CREATE VIEW ${viewNames[type]} AS SELECT
  ${columns.join(',\n  ')}
FROM records WHERE key >= '${type}#' AND key < '${type}$'`;
}

/**
 * Name to `CREATE VIEW` statement: one view per entity type, for people in the sqlite3 shell. The columns come from the
 * declared cleartext projection; the store itself never reads a view.
 */
export function viewStatements(): ReadonlyMap<string, string> {
  return new Map(entityTypes.map((type) => [viewNames[type], viewOf(type)]));
}
