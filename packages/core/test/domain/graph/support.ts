import { keyOfEntity } from '../../../src/domain/entities/entityKeys.ts';
import type { Ref } from '../../../src/domain/entities/types.ts';
import { itemTypes, type RefType } from '../../../src/domain/enumerations.ts';
import { DialogueGraph } from '../../../src/domain/graph/DialogueGraph.ts';
import { displayId, parseDisplayId } from '../../../src/domain/ids/displayId.ts';
import { DialogueState } from '../../../src/domain/state/DialogueState.ts';

export type EdgeRow = readonly [source: string, type: RefType, target: string];

/** A graph of nothing but edges. */
export function graphOf(edges: readonly EdgeRow[]): DialogueGraph {
  const refs = edges.map(([sourceId, refType, targetId]): Ref => {
    const sourceType = parseDisplayId(sourceId)?.type ?? 'claim';
    const targetType = parseDisplayId(targetId)?.type ?? 'claim';
    const id = `${sourceId}#${refType}#${targetId}`;
    return {
      type: 'ref',
      id,
      sourceId,
      refType,
      targetId,
      sourceType,
      targetType,
      createdAt: '2026-02-06T00:00:00.000Z',
    };
  });
  return new DialogueGraph(new DialogueState(refs.map((ref) => [keyOfEntity(ref), ref])));
}

/** As many display ids as asked for, in the order of types, rounds and numbers. */
export function manyIds(count: number): readonly string[] {
  const ids: string[] = [];
  for (const type of itemTypes) {
    for (let round = 0; round <= 99; round++) {
      for (let seq = 1; seq <= 99 && ids.length < count; seq++) ids.push(displayId(type, round, seq));
    }
  }
  return ids;
}
