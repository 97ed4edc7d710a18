import type { DialogueId, DialogueStore, RoundBatch } from '@colloquy/core';

/** Something that must not be stored. */
export interface Attempt {
  readonly title: string;
  readonly run: (store: DialogueStore, id: DialogueId) => Promise<unknown>;
}

/** One sound item, one with a misspelled reference type, one by somebody who is no expert of this dialogue. */
function twoBadItems(round: number): RoundBatch {
  return {
    round,
    panel: [{ slug: 'croissant', source: 'retained' }],
    perspectives: [
      { label: 'A sound perspective', content: 'It would be stored, were it alone.', contributors: ['croissant'] },
      {
        label: 'A reference of a type that does not exist',
        content: 'The word is misspelled.',
        contributors: ['croissant'],
        // What an untyped caller may send.
        references: [{ refType: 'suport' as 'support', target: 'R0001' }],
      },
    ],
    tensions: [
      {
        label: 'A tension by a stranger',
        description: 'Nobody of that name was registered.',
        contributors: ['baguette'],
      },
    ],
  };
}

/**
 * Three things that are forbidden, for whoever calls.
 *
 * @param nextRound the number of the round that would come next
 */
export function attempts(nextRound: number): readonly Attempt[] {
  return [
    {
      title: "a 'resolve' that points at a perspective",
      run: (store, id) => store.addRef(id, { source: 'P0103', refType: 'resolve', target: 'P0001' }),
    },
    {
      title: 'a resolved tension set back to open',
      run: (store, id) => store.transitionItem(id, { target: 'T0001', status: 'open', actors: ['macaron'] }),
    },
    {
      title: 'a round of three items, two of them bad',
      run: (store, id) => store.registerRound(id, twoBadItems(nextRound)),
    },
  ];
}
