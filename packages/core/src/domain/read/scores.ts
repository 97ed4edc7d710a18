import type { Expert, Round } from '../entities/types.ts';

/** The four components of an ALIGNMENT score: W, C, T and R. */
export interface ScoreFigures {
  readonly wisdom: number;
  readonly consistency: number;
  readonly truth: number;
  readonly relationships: number;
}

/** One round's score of one expert. */
export interface RoundScore {
  readonly round: number;
  readonly score: number;
}

/** ALIGNMENT = W + C + T + R. No upper bound of its own. */
export function alignment(figures: ScoreFigures): number {
  return figures.wisdom + figures.consistency + figures.truth + figures.relationships;
}

/** The components that a round was given, or undefined when it was not scored. */
export function scoresOfRound(round: Round): ScoreFigures | undefined {
  const { wisdom, consistency, truth, relationships } = round;
  if (wisdom === undefined || consistency === undefined || truth === undefined || relationships === undefined) {
    return undefined;
  }
  return { wisdom, consistency, truth, relationships };
}

/** An expert's scores by round, in the order of rounds. */
export function scoresOfExpert(expert: Pick<Expert, 'scores'>): readonly RoundScore[] {
  return Object.entries(expert.scores)
    .map(([round, score]) => ({ round: Number(round), score }))
    .sort((a, b) => a.round - b.round);
}

/** An expert's total: the sum of its per-round scores. A round that was scored again counts once. */
export function totalOfExpert(expert: Pick<Expert, 'scores'>): number {
  let total = 0;
  for (const score of Object.values(expert.scores)) total += score;
  return total;
}
