import { compareAscii } from '../../bytes/index.ts';
import type { Verdict } from '../entities/types.ts';
import { happening } from '../read/tensionReport.ts';
import type { DialogueGraph } from './DialogueGraph.ts';
import type { Snapshot } from './snapshot.ts';
import type { AdoptedRecommendation, EdgeFigure, ItemFigure, SinceVerdict } from './verdictFigures.ts';

/** What the context names, as far as later changes to it are of interest. */
export interface Named {
  /** Every item of the context; an item may stand several times. */
  readonly items: readonly ItemFigure[];
  readonly edges: readonly EdgeFigure[];
  readonly adopted: readonly AdoptedRecommendation[];
  readonly adoptedLater: readonly AdoptedRecommendation[];
}

/** Rule VA-14: what has happened since to what the context names. The figures of the context itself stay as they are. */
export function sinceVerdict(verdict: Verdict, named: Named, snapshot: Snapshot, graph: DialogueGraph): SinceVerdict {
  const items = unique(named.items, ({ id }) => id);
  const edges = unique(named.edges, ({ sourceId, refType, targetId }) => `${sourceId}#${refType}#${targetId}`);
  return {
    changed: items.filter(({ status, statusNow }) => status !== statusNow).map(plainFigure),
    events: items.flatMap(({ id }) => {
      const item = snapshot.item(id);
      if (item === undefined) return [];
      return snapshot.laterEvents(item).map((event) => ({ id, ...happening(event) }));
    }),
    adopted: named.adoptedLater,
    tensions: laterTensions(named.adopted, snapshot, graph),
    // Fixed-width instants in UTC: their ASCII order is their order in time.
    refs: edges.filter(({ createdAt }) => compareAscii(createdAt, verdict.createdAt) > 0),
  };
}

function laterTensions(
  adopted: readonly AdoptedRecommendation[],
  snapshot: Snapshot,
  graph: DialogueGraph,
): readonly ItemFigure[] {
  const ids = adopted.flatMap(({ id }) => [
    ...graph.outgoing(id).map((ref) => ref.targetId),
    ...graph.incoming(id).map((ref) => ref.sourceId),
  ]);
  return unique(ids, (id) => id)
    .map((id) => snapshot.item(id))
    .filter((item) => item !== undefined)
    .filter((item) => item.type === 'tension' && !snapshot.includes(item))
    .map((item) => snapshot.figure(item));
}

/** A figure of any kind reduced to what all have in common. */
function plainFigure({ id, type, round, label, status, statusNow }: ItemFigure): ItemFigure {
  return { id, type, round, label, status, statusNow };
}

/** Each once, in the ASCII order of its key. */
function unique<T>(values: readonly T[], keyOf: (value: T) => string): readonly T[] {
  return [...new Map(values.map((value) => [keyOf(value), value]))]
    .sort(([a], [b]) => compareAscii(a, b))
    .map(([, value]) => value);
}
