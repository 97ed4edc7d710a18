import { dialogueId, expertRanking, scoreboard } from '@colloquy/core';
import type { Command } from 'commander';
import { leaf, type Run } from '../command/leaf.ts';
import { rankingLines } from '../report/ranking.ts';
import { scoreboardLines } from '../report/scoreboard.ts';

export function scoreboardCommand(parent: Command, run: Run): void {
  const command = parent
    .command('scoreboard')
    .description('Show the scores of the rounds and the ranking of the experts, as registered.')
    .argument('<dialogue>', 'its id');
  leaf(
    command,
    run,
    ['colloquy scoreboard nvidia-analysis', 'colloquy scoreboard nvidia-analysis --json'],
    async (context, _, ...parameters) => {
      const id = dialogueId(parameters[0] as string);
      await using colloquy = await context.open({ readOnly: true });
      const { n, state } = await colloquy.dialogues.load(id, { signal: context.signal });
      const document = { dialogueId: id, n, ...scoreboard(state), ranking: expertRanking(state) };
      context.output.result(document, (layout) =>
        [...scoreboardLines(layout, state), ...rankingLines(layout, state)].slice(1),
      );
      return undefined;
    },
  );
}
