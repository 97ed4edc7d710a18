import { describe, expect, test } from 'vitest';
import { expertRanking } from '../../../src/domain/read/expertRanking.ts';
import { DialogueBuilder } from './support/DialogueBuilder.ts';
import { foundingDialogue } from './support/foundingDialogue.ts';

describe('expertRanking', () => {
  test('ranks the experts of the founding dialogue', () => {
    const ranking = expertRanking(foundingDialogue().state());
    expect(ranking.map(({ slug, total }) => `${slug} ${total}`)).toEqual([
      'croissant 94',
      'strudel 90',
      'muffin 87',
      'cannoli 86',
      'galette 69',
      'tartlet 66',
      'eclair 44',
      'macaron 40',
      'brioche 19',
      'scone 19',
      'cupcake 17',
      'donut 16',
    ]);
    expect(ranking.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 11, 12]);
    expect(ranking[4]?.scores).toEqual([
      { round: 1, score: 24 },
      { round: 2, score: 25 },
      { round: 3, score: 20 },
    ]);
  });

  test('rounds are in the order of numbers, not of digits', () => {
    const builder = new DialogueBuilder().expert('muffin');
    for (let round = 0; round < 12; round++) builder.round(['muffin']);
    builder.score('muffin', 10, 1).score('muffin', 2, 5).score('muffin', 2, 3);
    const [muffin] = expertRanking(builder.state());
    expect(muffin?.scores.map(({ round }) => round)).toEqual([2, 10]);
    expect(muffin?.total).toBe(4);
  });

  test('an expert without scores has none and ranks last', () => {
    const state = new DialogueBuilder().expert('a').expert('b').round(['b']).score('b', 0, 1).state();
    expect(expertRanking(state).map(({ slug, total, rank }) => [slug, total, rank])).toEqual([
      ['b', 1, 1],
      ['a', 0, 2],
    ]);
  });
});
