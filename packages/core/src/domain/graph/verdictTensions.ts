import { compareAscii } from '../../bytes/index.ts';
import type { Tension, Verdict } from '../entities/types.ts';
import { isUnresolved } from '../read/openTensions.ts';
import { resolutionsOf } from '../read/tensionReport.ts';
import type { DialogueGraph } from './DialogueGraph.ts';
import { edgeFigure, type Snapshot } from './snapshot.ts';
import type {
  AddressedTension,
  AdoptedRecommendation,
  EdgeFigure,
  ItemFigure,
  ResolvedTension,
} from './verdictFigures.ts';

/** Rules VA-05 and VA-06: what is resolved as of the round, by whom, and which edges say so. */
export function resolvedTensions(snapshot: Snapshot, graph: DialogueGraph): readonly ResolvedTension[] {
  return tensionsOf(snapshot)
    .filter((tension) => snapshot.statusOf(tension) === 'resolved')
    .map((tension) => {
      const resolutions = resolutionsOf(snapshot.events(tension));
      const refs = graph.incoming(tension.id, ['resolve']).filter((ref) => snapshot.includesEdge(ref));
      return {
        ...snapshot.figure(tension),
        resolvedInRound: resolutions.find((resolution) => resolution.stands)?.round ?? tension.round,
        resolutions,
        resolveRefs: refs.map(edgeFigure),
      };
    });
}

/** Rule VA-07: what the verdict accepts, in the order in which it says so. */
export function acceptedBy(verdict: Verdict, snapshot: Snapshot): readonly ItemFigure[] {
  return [...new Set(verdict.tensionsAccepted)]
    .map((id) => snapshot.item(id))
    .filter((item) => item !== undefined)
    .map((item) => snapshot.figure(item));
}

/** Rule VA-08: what is neither resolved as of the round nor accepted. */
export function leftOpen(verdict: Verdict, snapshot: Snapshot): readonly ItemFigure[] {
  const accepted = new Set(verdict.tensionsAccepted);
  return tensionsOf(snapshot)
    .filter((tension) => isUnresolved(snapshot.statusOf(tension)) && !accepted.has(tension.id))
    .map((tension) => snapshot.figure(tension));
}

/** Rule VA-11: tensions at which adopted recommendations point. */
export function addressedTensions(
  adopted: readonly AdoptedRecommendation[],
  snapshot: Snapshot,
  graph: DialogueGraph,
): readonly AddressedTension[] {
  const byTension = new Map<string, EdgeFigure[]>();
  for (const { id } of adopted) {
    for (const ref of graph.outgoing(id, ['address', 'resolve'])) {
      if (!snapshot.includesEdge(ref)) continue;
      const edges = byTension.get(ref.targetId);
      if (edges === undefined) byTension.set(ref.targetId, [edgeFigure(ref)]);
      else edges.push(edgeFigure(ref));
    }
  }
  const addressed: AddressedTension[] = [];
  for (const [id, by] of [...byTension].sort(([a], [b]) => compareAscii(a, b))) {
    const tension = snapshot.item(id);
    if (tension !== undefined) addressed.push({ ...snapshot.figure(tension), by });
  }
  return addressed;
}

function tensionsOf(snapshot: Snapshot): readonly Tension[] {
  return snapshot.state.list('tension').filter((tension) => snapshot.includes(tension));
}
