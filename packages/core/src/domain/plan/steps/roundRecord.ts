import type { ScoreComponents } from '../inputs.ts';

/** The score of a round as it is stored: the four components and their sum. Nothing when there are none. */
export function scoreFields(
  scores: ScoreComponents | undefined,
): (ScoreComponents & { readonly score: number }) | undefined {
  if (scores === undefined) return undefined;
  const { wisdom, consistency, truth, relationships } = scores;
  return { score: wisdom + consistency + truth + relationships, wisdom, consistency, truth, relationships };
}
