import { entityKey, type DialogueState } from '@colloquy/core';
import { facts, heading } from '../render/blocks.ts';
import type { Layout } from '../render/Layout.ts';
import { rankingLines } from './ranking.ts';
import { scoreboardLines } from './scoreboard.ts';
import { tensionLines } from './tensions.ts';
import { verdictLines } from './verdict.ts';
import { warningLines } from './warnings.ts';

function aboutLines(layout: Layout, state: DialogueState): readonly string[] {
  const root = state.get(entityKey.dialogue());
  if (root === undefined) return [];
  return [
    ...heading(layout, root.title),
    ...facts(layout, [
      ...(root.question === undefined ? [] : [['question', root.question] as const]),
      ['status', root.status],
      ['rounds', String(root.totalRounds)],
      ['entities', String(state.size)],
    ]),
  ];
}

/** All that is told of a dialogue, from one loaded state and nothing else. */
export function dialogueLines(layout: Layout, state: DialogueState): readonly string[] {
  return [
    ...aboutLines(layout, state),
    ...scoreboardLines(layout, state),
    ...tensionLines(layout, state),
    ...verdictLines(layout, state, 'final'),
    ...rankingLines(layout, state),
    ...warningLines(layout, state),
  ];
}
