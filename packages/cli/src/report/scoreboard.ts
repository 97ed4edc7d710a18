import { convergenceSignals, scoreboard, type DialogueState } from '@colloquy/core';
import { heading, paragraph, table } from '../render/blocks.ts';
import type { Layout } from '../render/Layout.ts';

const titles = ['round', 'W', 'C', 'T', 'R', 'score', 'so far', 'open', 'new', 'velocity', 'converge'];

const legend =
  'W wisdom, C consistency, T truth, R relationships: their sum is the score of a round. Velocity is open tensions plus new ' +
  'perspectives; converge is the part of the panel that signalled. All of it as the judge registered it.';

const shown = (figure: number | undefined): string => (figure === undefined ? '' : String(figure));

/** The rounds with their scores and metrics as registered, and who signalled convergence. */
export function scoreboardLines(layout: Layout, state: DialogueState): readonly string[] {
  const { rows, totals } = scoreboard(state);
  const body = rows.map(({ round, scores, metrics, running }) => [
    String(round),
    ...[scores?.wisdom, scores?.consistency, scores?.truth, scores?.relationships, scores?.total].map(shown),
    String(running.total),
    ...[metrics?.openTensions, metrics?.newPerspectives, metrics?.velocity].map(shown),
    metrics === undefined ? '' : `${metrics.convergePercentShown} %`,
  ]);
  const { wisdom, consistency, truth, relationships, total } = totals;
  const sums = ['all', ...[wisdom, consistency, truth, relationships, total].map(String)];
  return [
    ...heading(layout, 'Scoreboard'),
    ...paragraph(layout, legend, '  '),
    '',
    ...table(layout, titles, [...body, sums], { right: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }),
    '',
    `  ALIGNMENT ${total} = W${wisdom} C${consistency} T${truth} R${relationships}`,
    ...signalLines(layout, state),
  ];
}

function signalLines(layout: Layout, state: DialogueState): readonly string[] {
  return convergenceSignals(state)
    .filter(({ signalled }) => signalled.length > 0)
    .flatMap(({ round, signalled, waiting, panelSize }) => {
      const rest = waiting.length === 0 ? '' : `; not yet: ${waiting.join(', ')}`;
      const text = `${signalled.length} of ${panelSize} signalled convergence: ${signalled.join(', ')}${rest}`;
      return paragraph(layout, text, `  round ${round}: `);
    });
}
