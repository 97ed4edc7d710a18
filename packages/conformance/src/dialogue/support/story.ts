import {
  dialogueId,
  planners,
  type DialogueId,
  type DialogueStore,
  type Planner,
  type WriteOptions,
  type Written,
} from '@colloquy/core';

/** The dialogue that most laws write. */
export const id = dialogueId('laws');

/** Every write that is one planner, by the name of its method. */
export const plannerOf = {
  create: planners.createDialogue,
  setDialogueStatus: planners.setDialogueStatus,
  registerExpert: planners.registerExpert,
  scoreExpert: planners.scoreExpert,
  createRound: planners.createRound,
  setRoundStatus: planners.setRoundStatus,
  recordContent: planners.recordContent,
  registerItem: planners.registerItem,
  registerMove: planners.registerMove,
  addRef: planners.addRef,
  recordVerdict: planners.recordVerdict,
  transitionItem: planners.transitionItem,
  commentTension: planners.commentTension,
  signalConvergence: planners.signalConvergence,
  registerRound: planners.registerRound,
} as const;

export type WriteMethod = keyof typeof plannerOf;

export const writeMethods = Object.keys(plannerOf) as WriteMethod[];

/** One write, as data: its input may be anything. */
export interface Step {
  readonly method: WriteMethod;
  readonly input: unknown;
}

/** Any planner, its input unknown: what is wrong is for `parse` to say. */
export function anyPlanner(method: WriteMethod): Planner<unknown, unknown> {
  return plannerOf[method];
}

/** Makes a write that is given as data. */
export function perform(
  store: DialogueStore,
  dialogue: DialogueId,
  { method, input }: Step,
  options: WriteOptions = {},
): Promise<Written<unknown>> {
  const call = store[method] as (id: DialogueId, input: unknown, options: WriteOptions) => Promise<Written<unknown>>;
  return call(dialogue, input, options);
}

export async function performAll(store: DialogueStore, dialogue: DialogueId, steps: readonly Step[]): Promise<void> {
  for (const step of steps) await perform(store, dialogue, step);
}

function write(method: WriteMethod, input: unknown): Step {
  return { method, input };
}

const panel = [
  { slug: 'muffin', source: 'pool' },
  { slug: 'scone', source: 'created' },
];

/** A dialogue with two experts and round 0. */
export const beginning: readonly Step[] = [
  write('create', { title: 'Where to keep it', question: 'One store or two?' }),
  write('registerExpert', { slug: 'muffin', role: 'Architect', tier: 'Core', source: 'pool', relevance: 0.9375 }),
  write('registerExpert', { slug: 'scone', role: 'Economist', tier: 'Adjacent', source: 'created' }),
  write('createRound', { round: 0, panel }),
];

function item(type: string, input: object): Step {
  return write('registerItem', { type, round: 0, contributors: ['muffin'], ...input });
}

export const perspective = item('perspective', { label: 'Parity first', content: 'Two backends, one suite.' });
export const tension = item('tension', { label: 'Two truths', description: 'What if they differ?' });

/** Every single write once, in an order in which each is valid; every entity type comes into being. */
export const wholeStory: readonly Step[] = [
  ...beginning,
  perspective,
  tension,
  item('recommendation', {
    label: 'Encrypt at the client',
    content: 'Before the first write.',
    parameters: Object.fromEntries([
      ['keys', ['umk', 'kek', 'dek']],
      ['rotate', { days: 90.5, '\uFB33': 1, '\u{1f9c1}': 2 }],
      ['__proto__', null],
    ]),
    references: [{ refType: 'address', target: 'T0001' }],
  }),
  item('evidence', { label: 'Measured', content: '1.2 ms', references: [{ refType: 'support', target: 'P0001' }] }),
  item('claim', { label: 'It holds', content: 'Parity is in the keys.', contributors: ['scone', 'muffin'] }),
  write('recordContent', { round: 0, expert: 'muffin', content: 'Raw words of round 0.\u0000 \u{1f9c1}' }),
  write('scoreExpert', { expert: 'muffin', round: 0, score: 40 }),
  write('scoreExpert', { expert: 'muffin', round: 0, score: 41 }),
  write('registerMove', { round: 0, expert: 'scone', moveType: 'challenge', targets: ['P0001'], context: 'Why two?' }),
  write('addRef', { source: 'C0001', refType: 'depend', target: 'P0001' }),
  write('commentTension', { target: 'T0001', actors: ['scone'], reason: 'Still unclear.' }),
  write('transitionItem', { target: 'T0001', status: 'addressed', actors: ['muffin'], reference: 'R0001' }),
  write('transitionItem', { target: 'T0001', status: 'resolved', reason: 'One suite.' }),
  write('recordVerdict', {
    id: 'v01',
    verdictType: 'interim',
    round: 0,
    recommendation: 'Build the suite.',
    description: 'It decides.',
    confidence: 'strong',
    conditions: ['Every clause has a mutant.'],
    supportingExperts: ['muffin'],
  }),
  write('transitionItem', { target: 'R0001', status: 'adopted', adoptedInVerdict: 'v01' }),
  write('signalConvergence', { round: 0, expert: 'muffin', context: 'Ready.' }),
  write('setRoundStatus', {
    round: 0,
    status: 'completed',
    summary: 'Agreed.',
    scores: { wisdom: 45, consistency: 30, truth: 25, relationships: 25 },
    metrics: { openTensions: 0, newPerspectives: 1, convergeSignals: 1, panelSize: 2 },
  }),
  write('registerRound', roundBatch(1)),
  write('setDialogueStatus', { status: 'converging', reason: 'One signal of two.' }),
];

/** A small round whose parts refer to each other by local ids. Needs `beginning` and one tension in round 0. */
export function roundBatch(round: number): Readonly<Record<string, unknown>> {
  const rr = String(round).padStart(2, '0');
  return {
    round,
    panel: [{ slug: 'muffin', source: 'retained' }],
    perspectives: [
      { localId: `MUFFIN-P${rr}01`, label: 'A', content: 'First of this round.', contributors: ['muffin'] },
      {
        localId: `SCONE-P${rr}01`,
        label: 'B',
        content: 'Refines the first.',
        contributors: ['scone'],
        references: [{ refType: 'refine', target: `MUFFIN-P${rr}01` }],
      },
    ],
    tensions: [{ localId: `SCONE-T${rr}01`, label: 'C', description: 'Between the two.', contributors: ['scone'] }],
    claims: [{ label: 'D', content: 'Without a local id.', contributors: ['muffin'] }],
    refs: [{ source: `SCONE-T${rr}01`, refType: 'question', target: 'T0001' }],
    moves: [{ expert: 'muffin', moveType: 'defend', targets: [`MUFFIN-P${rr}01`] }],
    transitions: [{ target: `SCONE-T${rr}01`, status: 'resolved', actors: ['muffin'] }],
    converge: ['scone'],
  };
}

/** Registers so many tensions in round 0, each by its own commit. */
export async function registerTensions(store: DialogueStore, dialogue: DialogueId, count: number): Promise<void> {
  for (let at = 0; at < count; at++) await perform(store, dialogue, tension);
}
