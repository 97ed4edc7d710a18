import { dialogueId, type DialogueId, type DialogueStore, type RoundBatch } from '@colloquy/core';

/** Numbers from 0 to below 1 that repeat with their seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What texts are made of: plain words, other scripts, signs beyond the first plane, and what a terminal would obey. */
const words = [
  'envelope',
  'boundary',
  'partition',
  'Wörter',
  'слово',
  '言葉',
  '🧁',
  '\u202Eright to left',
  '\u001B[31mred',
  '"quoted"',
];

interface Draw {
  readonly below: (count: number) => number;
  readonly text: (least: number) => string;
}

function drawFrom(seed: number): Draw {
  const random = randomFrom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const text = (least: number): string =>
    Array.from({ length: least + below(12) }, () => words[below(words.length)] ?? '').join(' ');
  return { below, text };
}

const experts = ['ada', 'bela', 'carlo'];

function roundOf({ below, text }: Draw, round: number): RoundBatch {
  const by = (at: number): string => experts[at % experts.length] ?? '';
  const local = (letter: string, at: number): string =>
    `${by(at).toUpperCase()}-${letter}${String(round).padStart(2, '0')}${String(at + 1).padStart(2, '0')}`;
  const tensions = Array.from({ length: 1 + below(4) }, (_, at) => ({
    localId: local('T', at),
    label: text(1),
    description: text(3),
    contributors: [by(at)],
  }));
  const perspectives = Array.from({ length: 1 + below(4) }, (_, at) => ({
    localId: local('P', at),
    label: text(1),
    content: text(below(10) === 0 ? 400 : 4),
    contributors: [by(at)],
    references: [{ refType: 'support' as const, target: local('T', at % tensions.length) }],
  }));
  return {
    round,
    title: text(1),
    panel: experts.map((slug) => ({ slug, source: round === 0 ? ('pool' as const) : ('retained' as const) })),
    experts:
      round === 0
        ? experts.map((slug) => ({ slug, role: text(1), tier: 'Core' as const, source: 'pool' as const }))
        : [],
    tensions,
    perspectives,
  };
}

/** Registers a dialogue of one to three rounds, with comments; the same for the same seed. */
export async function generate(store: DialogueStore, seed: number): Promise<DialogueId> {
  const draw = drawFrom(seed);
  const id = dialogueId(`generated-${seed}`);
  await store.create(id, { title: draw.text(1), question: draw.text(3) });
  for (let round = 0; round <= draw.below(3); round++) await store.registerRound(id, roundOf(draw, round));
  for (let left = draw.below(3); left > 0; left--)
    await store.commentTension(id, { target: 'T0001', reason: draw.text(2) });
  return id;
}
