import { dialogueId, displayId } from '@colloquy/core';
import { dialogueData } from '../data/dialogueData.ts';
import { foundingDialogue, foundingId } from '../data/foundingDialogue.ts';
import { panelDialogue } from '../data/panelDialogue.ts';
import { proseOf } from '../data/text.ts';
import { seededRandom } from '../harness/random.ts';
import { dataSeed } from '../workbench/fill.ts';
import { traceOf, type Story, type Trace } from './Trace.ts';

/** Dialogues that are alike, one after the other: none needs to be kept. */
export interface Life {
  readonly name: string;
  readonly traces: () => AsyncGenerator<Trace>;
}

export const founding: Life = {
  name: 'the founding dialogue, by rounds',
  traces: async function* () {
    yield await traceOf(foundingId, foundingDialogue, dataSeed);
  },
};

/** Made dialogues, each from a seed of its own. */
export function panels(count: number): Life {
  return {
    name: `${count} panels, write by write`,
    traces: async function* () {
      for (let at = 0; at < count; at++) {
        const id = dialogueId(`panel-${at}`);
        yield await traceOf(id, panelDialogue(id, dataSeed + at), dataSeed + at);
      }
    },
  };
}

/** One long item from which edges start, one at a time: what rewriting it would cost. */
export const hub: Life = single('50 edges from an item of 64 KB', async (step, id) => {
  const random = seededRandom(dataSeed);
  const common = { round: 0, contributors: ['expert-a'] } as const;
  await step('create', (store) => store.create(id, { title: 'A hub' }));
  await step('registerExpert', (store) =>
    store.registerExpert(id, { slug: 'expert-a', role: 'Author', tier: 'Core', source: 'pool' }),
  );
  await step('createRound', (store) =>
    store.createRound(id, { round: 0, panel: [{ slug: 'expert-a', source: 'pool' }] }),
  );
  await step('registerItem', (store) =>
    store.registerItem(id, { type: 'perspective', ...common, label: 'The hub', content: proseOf(random, 65_536) }),
  );
  for (let at = 1; at <= 50; at++) {
    const target = `C00${String(at).padStart(2, '0')}`;
    await step('registerItem', (store) =>
      store.registerItem(id, { type: 'claim', ...common, label: proseOf(random, 40), content: proseOf(random, 400) }),
    );
    await step('addRef', (store) => store.addRef(id, { source: 'P0001', refType: 'depend', target }));
  }
});

/** A large dialogue with a verdict, whose tensions are settled one by one afterwards. */
export const large: Life = single('1 000 entities, then 20 resolutions', async (step, id) => {
  // Rounds that are one transaction each: what a larger commit costs is another question.
  const { dialogue, rounds } = dialogueData(1000, dataSeed, 60);
  await step('create', (store) => store.create(id, dialogue));
  for (const round of rounds) await step('registerRound', (store) => store.registerRound(id, round));
  const round = rounds.length - 1;
  await step('recordVerdict', (store) =>
    store.recordVerdict(id, {
      id: 'final',
      verdictType: 'final',
      round,
      recommendation: 'Go on.',
      description: 'What is open is settled one by one.',
    }),
  );
  for (let at = 0; at < 20; at++) {
    const target = displayId('tension', at % 10, 1 + Math.floor(at / 10));
    await step('transitionItem', (store) => store.transitionItem(id, { target, status: 'resolved', round }));
  }
});

function single(
  name: string,
  story: (step: Parameters<Story>[0], id: ReturnType<typeof dialogueId>) => Promise<void>,
): Life {
  const id = dialogueId('single');
  return {
    name,
    traces: async function* () {
      yield await traceOf(id, (step) => story(step, id), dataSeed);
    },
  };
}
