import { createHash } from 'node:crypto';
import {
  entityTypes,
  itemTypes,
  letterOf,
  projection,
  viewNames,
  type EntityType,
  type ItemType,
  type ProjectedField,
} from '@colloquy/core';

function isItemType(type: EntityType): type is ItemType {
  return itemTypes.some((item) => item === type);
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** An attribute as a value of its type; NULL where somebody put something else there, so that a view never fails. */
function column({ name, kind, ratio }: ProjectedField): string {
  const text = `attributes ->> '${name}'`;
  const type = `jsonb_typeof(attributes -> '${name}')`;
  const alias = `AS "${snakeCase(name)}"`;
  if (kind === 'token') return `${text} ${alias}`;
  if (kind === 'boolean') return `CASE ${type} WHEN 'boolean' THEN (${text})::boolean END ${alias}`;
  // Ratios are stored as whole ten-thousandths, and shown as what they mean.
  const number = ratio ? `round((${text})::numeric / 10000, 4)` : `(${text})::numeric`;
  return `CASE ${type} WHEN 'number' THEN ${number} END ${alias}`;
}

function viewOf(type: EntityType): string {
  const subkey = `substr(key, ${type.length + 2})`;
  const columns = ['dialogue_id', `${subkey} AS subkey`];
  if (isItemType(type)) columns.push(`'${letterOf(type)}' || replace(${subkey}, '#', '') AS id`);
  columns.push(...projection(type).map(column), 'octet_length(envelope) AS bytes');
  // '$' is the byte after '#': the range holds the keys of this type and no other, and can use the index of a dialogue.
  return `CREATE VIEW @${viewNames[type]} AS SELECT
  ${columns.join(',\n  ')}
FROM @records WHERE key >= '${type}#' AND key < '${type}$'`;
}

/**
 * Name to `CREATE VIEW` statement: one view per entity type, for people in psql. The columns come from the declared cleartext
 * projection; the store itself never reads a view.
 */
export function viewStatements(): ReadonlyMap<string, string> {
  return new Map(entityTypes.map((type) => [viewNames[type], viewOf(type)]));
}

/** Changes whenever a view does: tells whether those in the database are the declared ones. */
export function viewsStamp(): string {
  return createHash('sha256')
    .update([...viewStatements().values()].join('\n'))
    .digest('hex');
}
