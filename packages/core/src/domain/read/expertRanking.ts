import { compareAscii } from '../../bytes/index.ts';
import type { Expert } from '../entities/types.ts';
import type { DialogueState } from '../state/DialogueState.ts';
import { scoresOfExpert, totalOfExpert, type RoundScore } from './scores.ts';

export interface RankedExpert {
  /** 1 for the highest total; experts of one total share a rank, and the next rank skips. */
  readonly rank: number;
  readonly slug: string;
  readonly role: string;
  readonly tier: Expert['tier'];
  readonly total: number;
  /** Rounds in which the expert was scored, in order. */
  readonly scores: readonly RoundScore[];
}

/** The experts of a dialogue by total score, highest first; equal totals by slug. */
export function expertRanking(state: DialogueState): readonly RankedExpert[] {
  const experts = state
    .list('expert')
    .map((expert) => ({ expert, total: totalOfExpert(expert) }))
    .sort((a, b) => b.total - a.total || compareAscii(a.expert.id, b.expert.id));
  const ranked: RankedExpert[] = [];
  for (const { expert, total } of experts) {
    const before = ranked.at(-1);
    ranked.push({
      rank: before?.total === total ? before.rank : ranked.length + 1,
      slug: expert.id,
      role: expert.role,
      tier: expert.tier,
      total,
      scores: scoresOfExpert(expert),
    });
  }
  return ranked;
}
