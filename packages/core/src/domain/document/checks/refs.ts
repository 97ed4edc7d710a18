import { fieldPath } from '../../fields/fieldPath.ts';
import { checkEdge } from '../../plan/checks/edges.ts';
import type { Judgement } from './Judgement.ts';

/** Edges point at items that are there, and mean something. */
export function checkRefs(judgement: Judgement): void {
  for (const row of judgement.rows('ref')) {
    const { sourceId, sourceType, refType, targetId, targetType } = row.entity;
    judgement.item(row, ['targetId'], targetId);
    const source = { type: sourceType, id: sourceId };
    const target = { type: targetType, id: targetId };
    checkEdge(judgement.staging, source, refType, target, targetId, fieldPath(row.path, ['targetId']));
  }
}
