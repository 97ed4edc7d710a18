import type { DialogueDocument } from '@colloquy/core';
import { seededRandom } from '../harness/random.ts';
import { proseOf } from './text.ts';

/** Moves that one expert can make in a round: their numbers have two digits and begin with 0. */
const perExpert = 99;

/**
 * A document with so many moves more, about 0.6 KiB each, and the rounds that they are made in: the way to a dialogue of a hundred thousand
 * records that takes no longer for each than a small one, since an import does not load what it has written.
 */
export function withMoves(document: DialogueDocument, count: number, seed: number): DialogueDocument {
  const random = seededRandom(seed);
  const experts = document.experts.map(({ id }) => id);
  const like = document.rounds.at(-1);
  if (like === undefined) throw new RangeError('A dialogue without rounds is not enlarged.');
  const perRound = experts.length * perExpert;
  const first = document.rounds.length;
  const rounds = Array.from({ length: Math.ceil(count / perRound) }, (_, at) => {
    const round = first + at;
    // Its creation alone: other events of the round that it is made like are none of it.
    const events = like.events.slice(0, 1).map((event) => ({ ...event, eventRound: round }));
    return { ...like, round, events, eventCount: 1 };
  });
  const moves = Array.from({ length: count }, (_, at): DialogueDocument['moves'][number] => ({
    type: 'move',
    round: first + Math.floor(at / perRound),
    expert: experts[at % experts.length] ?? '',
    seq: 1 + Math.floor((at % perRound) / experts.length),
    moveType: 'challenge',
    createdAt: document.dialogue.createdAt,
    targets: [],
    context: proseOf(random, 450),
  }));
  const dialogue = { ...document.dialogue, totalRounds: first + rounds.length };
  return { ...document, dialogue, rounds: [...document.rounds, ...rounds], moves: [...document.moves, ...moves] };
}
