import type { Ref } from '../../entities/types.ts';
import type { RefType } from '../../enumerations.ts';
import { fieldPath } from '../../fields/fieldPath.ts';
import { parseDisplayId } from '../../ids/displayId.ts';
import { entityKey } from '../../ids/entityKey.ts';
import { checkEdge } from '../checks/edges.ts';
import type { Ids } from '../checks/Ids.ts';
import { isWhole, type Parts } from '../input/Parts.ts';
import { tables } from '../input/tables.ts';
import { makeEntity } from '../staging/make.ts';
import type { Staging } from '../staging/Staging.ts';

/** An edge between two items, by display ids. */
export interface Edge {
  readonly sourceId: string;
  readonly refType: RefType;
  readonly targetId: string;
}

/** Stages an edge between two items that exist. */
export function stageRef(staging: Staging, ids: Ids, parts: Parts<typeof tables.ref>, path: string): Ref | undefined {
  const targetField = fieldPath(path, ['target']);
  const source = ids.item(parts.source, fieldPath(path, ['source']), { missing: 'entity_not_found' });
  const target = ids.item(parts.target, targetField, { missing: 'target_not_found' });
  checkEdge(staging, source, parts.refType, target, parts.target, targetField);
  if (source?.id === undefined || target?.id === undefined || !isWhole(tables.ref, parts)) return undefined;
  const edge: Edge = { sourceId: source.id, refType: parts.refType, targetId: target.id };
  return stageEdge(staging, edge, parts.target, targetField);
}

/**
 * Stages the record of an edge. There is one per source, type and target.
 *
 * @param source `new` for the edges of an item that this plan registers: the dialogue can hold none of them yet, and so none is read.
 */
export function stageEdge(
  staging: Staging,
  edge: Edge,
  value: string,
  field: string,
  source: 'new' | 'known' = 'known',
): Ref | undefined {
  const { sourceId, refType, targetId } = edge;
  const sourceType = parseDisplayId(sourceId)?.type;
  const targetType = parseDisplayId(targetId)?.type;
  if (sourceType === undefined || targetType === undefined) return undefined;
  const key = entityKey.ref(sourceId, refType, targetId);
  if ((source === 'new' ? staging.staged(key) : staging.get(key)) !== undefined) {
    staging.fault({
      code: 'duplicate_entity',
      message: `This '${refType}' between the same two items is recorded already.`,
      field,
      value,
      suggestion: 'Leave it out.',
      context: { refType },
    });
    return undefined;
  }
  const ref = makeEntity('ref', key, { sourceType, targetType, refType, createdAt: staging.now });
  staging.put(key, ref);
  return ref;
}
