import type { DialogueId, DialogueStore } from '@colloquy/core';
import type { DialogueStep } from '../../../src/processes/DialogueStep.ts';
import { tagOf } from '../../../src/processes/tagsOf.ts';

const itemTypes = ['perspective', 'claim', 'evidence', 'recommendation'] as const;

/** Clients that a prepared dialogue has rounds for. */
export const mostClients = 8;

/** A dialogue in which several processes can write: an expert, round 0 for all, one round for each, a tension to speak about. */
export async function prepareDialogue(store: DialogueStore, id: DialogueId): Promise<number> {
  await store.create(id, { title: 'Many hands', question: 'Who was first?' });
  await store.registerExpert(id, { slug: 'muffin', role: 'Writer', tier: 'Core', source: 'pool' });
  for (let round = 0; round <= mostClients; round++) {
    await store.createRound(id, { round, panel: [{ slug: 'muffin', source: 'pool' }] });
  }
  const { n } = await store.registerItem(id, {
    type: 'tension',
    round: 0,
    label: 'Who was first?',
    description: 'Each says so.',
    contributors: ['muffin'],
  });
  return n;
}

/**
 * What one of several clients writes: of eight steps one registers an item, in the round of all or in its own, and the others comment
 * on the one tension. Every `readEvery`-th step reads the whole dialogue.
 */
export function dialogueScript(client: number, count: number, readEvery = Infinity): readonly DialogueStep[] {
  return Array.from({ length: count }, (_, at): DialogueStep => {
    if (at % readEvery === readEvery - 1) return { do: at % 2 === 0 ? 'load' : 'refresh' };
    const tag = tagOf(`w${client}`, at);
    if (at % 8 !== 0) {
      const input = { target: 'T0001', actors: ['muffin'], reason: tag };
      return { do: 'write', tag, method: 'commentTension', input };
    }
    const round = at % 16 === 0 ? 0 : client + 1;
    const type = itemTypes[(at >> 4) % itemTypes.length];
    const input = { type, round, label: tag, content: 'One of many.', contributors: ['muffin'] };
    return { do: 'write', tag, method: 'registerItem', input };
  });
}

/** Writes among the steps. */
export function writesIn(steps: readonly DialogueStep[]): number {
  return steps.filter((step) => step.do === 'write').length;
}
