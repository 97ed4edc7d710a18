import type { Judgement } from './Judgement.ts';

/** The totals of the root are those of the rounds. */
export function checkRoot(judgement: Judgement): void {
  const rounds = judgement.rows('round');
  if (!judgement.isSound('round')) return;
  const totalAlignment = rounds.reduce((sum, { entity }) => sum + (entity.score ?? 0), 0);
  for (const row of judgement.rows('dialogue')) {
    judgement.expect(row, 'totalRounds', row.entity.totalRounds, rounds.length, 'This is the number of rounds.');
    judgement.expect(
      row,
      'totalAlignment',
      row.entity.totalAlignment,
      totalAlignment,
      'This is the sum of the scores of all rounds.',
    );
  }
}
