import type { Verdict } from '../entities/types.ts';
import { entityKey } from '../ids/entityKey.ts';
import { isSlug } from '../ids/slug.ts';
import type { DialogueState } from '../state/DialogueState.ts';
import type { DialogueGraph } from './DialogueGraph.ts';
import { snapshotAt } from './snapshot.ts';
import type { SupportingExpert, VerdictContext } from './verdictFigures.ts';
import { restsOn } from './verdictGrounds.ts';
import { adoptionsOf } from './verdictRecommendations.ts';
import { sinceVerdict } from './verdictSince.ts';
import { acceptedBy, addressedTensions, leftOpen, resolvedTensions } from './verdictTensions.ts';

/**
 * What a verdict resolved, adopted and rests on. A verdict carries no such lists: they are assembled from statuses, events and edges
 * by the numbered rules of `docs/spec/verdict-assembly.md`, as of the end of the verdict's round. What came later is told apart in
 * `since` and never changes the rest.
 *
 * @param graph the graph of the same state
 * @returns undefined when the dialogue has no such verdict
 * @example
 * const context = verdictContext(state, new DialogueGraph(state), 'final');
 * context?.resolvedTensions.map(({ id, resolvedInRound }) => `${id} in round ${resolvedInRound}`);
 */
export function verdictContext(
  state: DialogueState,
  graph: DialogueGraph,
  verdictId: string,
): VerdictContext | undefined {
  const verdict = isSlug(verdictId) ? state.get(entityKey.verdict(verdictId)) : undefined;
  if (verdict === undefined) return undefined;
  const snapshot = snapshotAt(state, verdict.round);
  const adoptions = adoptionsOf(verdict, snapshot);
  const resolved = resolvedTensions(snapshot, graph);
  const accepted = acceptedBy(verdict, snapshot);
  const open = leftOpen(verdict, snapshot);
  const addressed = addressedTensions(adoptions.here, snapshot, graph);
  const grounds = restsOn(adoptions.here, snapshot, graph);
  const allGrounds = [...grounds.evidence, ...grounds.claims, ...grounds.others];
  return {
    verdict,
    asOfRound: verdict.round,
    speaksFor: verdict.verdictType === 'minority' || verdict.verdictType === 'dissent' ? 'authors' : 'panel',
    supportingExperts: supportingExperts(verdict, state),
    resolvedTensions: resolved,
    acceptedTensions: accepted,
    openTensions: open,
    adopted: adoptions.here,
    adoptedElsewhere: adoptions.elsewhere,
    addressedTensions: addressed,
    restsOn: grounds,
    since: sinceVerdict(
      verdict,
      {
        items: [
          ...resolved,
          ...accepted,
          ...open,
          ...adoptions.here,
          ...adoptions.elsewhere,
          ...addressed,
          ...allGrounds,
        ],
        edges: [
          ...resolved.flatMap(({ resolveRefs }) => resolveRefs),
          ...addressed.flatMap(({ by }) => by),
          ...allGrounds.map(({ via }) => via),
        ],
        adopted: adoptions.here,
        adoptedLater: adoptions.later,
      },
      snapshot,
      graph,
    ),
  };
}

function supportingExperts(verdict: Verdict, state: DialogueState): readonly SupportingExpert[] {
  const panel = new Set(state.get(entityKey.round(verdict.round))?.panel.map(({ slug }) => slug));
  return [...new Set(verdict.supportingExperts)].map((slug) => {
    const expert = state.get(entityKey.expert(slug));
    return {
      slug,
      ...(expert === undefined ? {} : { role: expert.role, tier: expert.tier }),
      onPanel: panel.has(slug),
    };
  });
}
