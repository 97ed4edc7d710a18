import type { DialogueId, DialogueStore } from '@colloquy/core';

/** A write of the domain. */
export interface Step {
  readonly name: string;
  readonly run: (store: DialogueStore, id: DialogueId) => Promise<unknown>;
}

const item = { round: 0, contributors: ['muffin'] } as const;

/** The first write of a dialogue. */
export const create: Step = {
  name: 'create',
  run: (store, id) => store.create(id, { title: 'Where to keep it', question: 'One store or two?' }),
};

/** Every write of one entity, in an order in which each is valid. Needs {@link create}. */
export const singleWrites: readonly Step[] = [
  {
    name: 'registerExpert',
    run: (store, id) =>
      store.registerExpert(id, { slug: 'muffin', role: 'Architect', tier: 'Core', source: 'pool', relevance: 0.9375 }),
  },
  {
    name: 'createRound',
    run: (store, id) => store.createRound(id, { round: 0, panel: [{ slug: 'muffin', source: 'pool' }] }),
  },
  {
    name: 'registerItem',
    run: (store, id) =>
      store.registerItem(id, { type: 'tension', ...item, label: 'Two truths', description: 'What if they differ?' }),
  },
  {
    name: 'registerItem, long',
    run: (store, id) =>
      store.registerItem(id, { type: 'perspective', ...item, label: 'Parity', content: 'One suite. '.repeat(800) }),
  },
  {
    name: 'registerItem, with references',
    run: (store, id) =>
      store.registerItem(id, {
        type: 'recommendation',
        ...item,
        label: 'Encrypt at the client',
        content: 'Before the first write.',
        parameters: { keys: ['umk', 'kek', 'dek'], rotate: { days: 90.5 } },
        references: [
          { refType: 'address', target: 'T0001' },
          { refType: 'support', target: 'P0001' },
        ],
      }),
  },
  {
    name: 'recordContent',
    run: (store, id) => store.recordContent(id, { round: 0, expert: 'muffin', content: 'Raw words. '.repeat(300) }),
  },
  { name: 'scoreExpert', run: (store, id) => store.scoreExpert(id, { expert: 'muffin', round: 0, score: 40 }) },
  {
    name: 'registerMove',
    run: (store, id) =>
      store.registerMove(id, { round: 0, expert: 'muffin', moveType: 'challenge', targets: ['P0001'] }),
  },
  { name: 'addRef', run: (store, id) => store.addRef(id, { source: 'R0001', refType: 'depend', target: 'P0001' }) },
  { name: 'commentTension', run: (store, id) => store.commentTension(id, { target: 'T0001', reason: 'Unclear.' }) },
  {
    name: 'transitionItem',
    run: (store, id) => store.transitionItem(id, { target: 'T0001', status: 'resolved', reason: 'One suite.' }),
  },
  {
    name: 'recordVerdict',
    run: (store, id) =>
      store.recordVerdict(id, {
        id: 'v01',
        verdictType: 'interim',
        round: 0,
        recommendation: 'Build the suite.',
        description: 'It decides.',
        supportingExperts: ['muffin'],
      }),
  },
  {
    name: 'signalConvergence',
    run: (store, id) => store.signalConvergence(id, { round: 0, expert: 'muffin', context: 'Ready.' }),
  },
  {
    name: 'setRoundStatus',
    run: (store, id) => store.setRoundStatus(id, { round: 0, status: 'completed', summary: 'Agreed.' }),
  },
  {
    name: 'setDialogueStatus',
    run: (store, id) => store.setDialogueStatus(id, { status: 'converging', reason: 'One signal.' }),
  },
];
