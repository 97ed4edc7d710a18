import { itemTypes, type DialogueState, type Item, type ItemType, type RefType } from '@colloquy/core';

export interface GraphNode {
  /** Display id: a letter and four digits. */
  readonly id: string;
  readonly type: ItemType;
  readonly round: number;
  readonly status: string;
  /** As somebody wrote it. */
  readonly label: string;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly type: RefType;
}

/** What is drawn: the items by round, and the references between them. */
export interface GraphModel {
  /** As somebody wrote it. */
  readonly title: string;
  readonly rounds: readonly { readonly round: number; readonly nodes: readonly GraphNode[] }[];
  readonly edges: readonly GraphEdge[];
}

/** The graph of a loaded dialogue, in key order. */
export function graphModel(state: DialogueState, title: string): GraphModel {
  // Each list holds the items of its type.
  const items = itemTypes.flatMap((type) => state.list(type) as readonly Item[]);
  const numbers = [...new Set(items.map(({ round }) => round))].sort((a, b) => a - b);
  return {
    title,
    rounds: numbers.map((round) => ({ round, nodes: items.filter((item) => item.round === round).map(nodeOf) })),
    edges: state
      .list('ref')
      .map(({ sourceId, targetId, refType }) => ({ from: sourceId, to: targetId, type: refType })),
  };
}

function nodeOf({ id, type, round, status, label }: Item): GraphNode {
  return { id, type, round, status, label };
}
