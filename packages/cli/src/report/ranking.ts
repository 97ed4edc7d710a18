import { expertRanking, type DialogueState } from '@colloquy/core';
import { heading, table } from '../render/blocks.ts';
import type { Layout } from '../render/Layout.ts';

/** The experts by their total score, with the score of every round. */
export function rankingLines(layout: Layout, state: DialogueState): readonly string[] {
  const rounds = state.list('round').map(({ round }) => round);
  const ranked = expertRanking(state);
  const rows = ranked.map(({ rank, slug, role, tier, total, scores }) => {
    const byRound = new Map(scores.map(({ round, score }) => [round, score]));
    return [String(rank), slug, role, tier, ...rounds.map((round) => String(byRound.get(round) ?? '')), String(total)];
  });
  const titles = ['', 'expert', 'role', 'tier', ...rounds.map((round) => `R${round}`), 'total'];
  const right = [0, ...rounds.map((_, at) => at + 4), rounds.length + 4];
  return [...heading(layout, `Expert ranking: ${ranked.length}`), ...table(layout, titles, rows, { right })];
}
