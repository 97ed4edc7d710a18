import type { Ref } from '../entities/types.ts';
import type { RefType } from '../enumerations.ts';
import { breadthFirst, type Step } from './breadthFirst.ts';
import type { DialogueGraph } from './DialogueGraph.ts';
import { edgeFigure, type Snapshot } from './snapshot.ts';
import type { AdoptedRecommendation, Ground, VerdictContext } from './verdictFigures.ts';

const support: ReadonlySet<RefType> = new Set(['support']);
const depend: ReadonlySet<RefType> = new Set(['depend']);

/**
 * Rules VA-12 and VA-13: from every adopted recommendation, to what it depends on and to what supports it, and so on from there.
 * An edge reads as a sentence, source first: "E supports R", "R depends on C". So `support` is followed against its direction and
 * `depend` along it.
 */
export function restsOn(
  adopted: readonly AdoptedRecommendation[],
  snapshot: Snapshot,
  graph: DialogueGraph,
): VerdictContext['restsOn'] {
  const steps = function* (id: string): IterableIterator<Step<Ref>> {
    for (const step of graph.steps(id, 'outgoing', depend)) if (snapshot.includesEdge(step.via)) yield step;
    for (const step of graph.steps(id, 'incoming', support)) if (snapshot.includesEdge(step.via)) yield step;
  };
  const starts = adopted.map(({ id }) => id);
  const grounds: Ground[] = [];
  for (const { id, depth, via } of breadthFirst(starts, steps)) {
    const item = snapshot.item(id);
    if (item !== undefined) grounds.push({ ...snapshot.figure(item), depth, via: edgeFigure(via) });
  }
  return {
    evidence: grounds.filter(({ type }) => type === 'evidence'),
    claims: grounds.filter(({ type }) => type === 'claim'),
    others: grounds.filter(({ type }) => type !== 'evidence' && type !== 'claim'),
  };
}
