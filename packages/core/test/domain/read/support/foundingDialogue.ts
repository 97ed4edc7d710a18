import { DialogueBuilder } from './DialogueBuilder.ts';

/** The experts of the founding dialogue with their scores by round; absent where they did not sit. */
const experts: Readonly<Record<string, readonly (number | undefined)[]>> = {
  croissant: [25, 25, 24, 20],
  strudel: [24, 25, 21, 20],
  muffin: [23, 22, 22, 20],
  cannoli: [22, 21, 23, 20],
  galette: [undefined, 24, 25, 20],
  tartlet: [undefined, 24, 22, 20],
  eclair: [22, 22],
  macaron: [21, 19],
  scone: [19],
  brioche: [19],
  cupcake: [17],
  donut: [16],
};

const rounds = [
  [
    [45, 30, 25, 25],
    [10, 20, 0, 10],
  ],
  [
    [38, 28, 22, 22],
    [7, 9, 0, 8],
  ],
  [
    [32, 26, 25, 22],
    [1, 3, 5, 6],
  ],
  [
    [20, 20, 20, 15],
    [0, 0, 6, 6],
  ],
] as const;

/** Tension, raised by, events (round, type, actors): the figures of the founding record. */
const tensions = [
  [0, 'macaron', [[1, 'resolved', ['macaron']]]],
  [0, 'brioche', [[1, 'resolved', ['muffin']]]],
  [
    0,
    'strudel',
    [
      [1, 'addressed', ['strudel']],
      [3, 'resolved', ['strudel']],
    ],
  ],
  [
    0,
    'scone',
    [
      [1, 'addressed', ['strudel']],
      [3, 'resolved', ['judge']],
    ],
  ],
  [
    0,
    'eclair',
    [
      [1, 'addressed', ['cannoli', 'eclair']],
      [3, 'resolved', ['judge']],
    ],
  ],
  [
    0,
    'cannoli',
    [
      [1, 'addressed', ['cannoli']],
      [3, 'resolved', ['judge']],
    ],
  ],
  [
    0,
    'donut',
    [
      [1, 'addressed', ['tartlet']],
      [3, 'resolved', ['judge']],
    ],
  ],
  [0, 'cupcake', [[3, 'resolved', ['judge']]]],
  [
    0,
    'croissant',
    [
      [1, 'addressed', ['croissant']],
      [3, 'resolved', ['judge']],
    ],
  ],
  [
    0,
    'muffin',
    [
      [1, 'addressed', ['muffin']],
      [3, 'resolved', ['muffin']],
    ],
  ],
  [
    1,
    'croissant',
    [
      [2, 'addressed', ['croissant', 'galette']],
      [3, 'resolved', ['judge']],
    ],
  ],
  [1, 'strudel', [[2, 'resolved', ['croissant', 'strudel']]]],
  [
    1,
    'muffin',
    [
      [2, 'resolved', ['cannoli']],
      [2, 'resolved', ['muffin']],
      [3, 'resolved', ['muffin']],
    ],
  ],
  [1, 'eclair', [[2, 'resolved', ['cannoli']]]],
  [
    1,
    'macaron',
    [
      [2, 'resolved', ['cannoli']],
      [2, 'resolved', ['tartlet']],
    ],
  ],
  [
    1,
    'tartlet',
    [
      [2, 'addressed', ['tartlet']],
      [3, 'resolved', ['tartlet']],
    ],
  ],
  [1, 'galette', [[2, 'resolved', ['galette']]]],
] as const;

/** The founding dialogue, built by hand: rounds, panels, scores, tensions with their events, signals and the final verdict. */
export function foundingDialogue(): DialogueBuilder {
  const builder = new DialogueBuilder({ title: 'Storage', question: 'Hybrid or not?' });
  for (const slug of Object.keys(experts)) builder.expert(slug);
  rounds.forEach(([figures, metrics], round) => {
    builder.at(`2026-02-06T18:4${round}:00.000Z`);
    const panel = Object.keys(experts).filter((slug) => experts[slug]?.[round] !== undefined);
    builder.round(panel, figures, metrics);
    for (const slug of panel) builder.score(slug, round, experts[slug]?.[round] ?? 0);
    const ids = tensions.map(([raised], at) => `T0${raised}${String(raised === 0 ? at + 1 : at - 9).padStart(2, '0')}`);
    tensions.forEach(([raised, by]) => {
      if (raised === round) builder.item('tension', round, { contributors: [by] });
    });
    tensions.forEach(([, , events], at) => {
      for (const [when, type, actors] of events) {
        if (when === round) builder.event(ids[at] ?? '', type, { round, actors, reason: `why ${type}` });
      }
    });
    if (round === 3) for (const slug of panel) builder.signal(round, slug);
    if (round === 2) for (const slug of panel.slice(0, 5)) builder.signal(round, slug);
  });
  builder.verdict('final', 3, { confidence: 'unanimous', vote: '6-0' });
  for (const round of [0, 1, 2, 3]) builder.roundStatus(round, 'completed');
  return builder.dialogueStatus('converged');
}
