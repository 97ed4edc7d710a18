import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Content } from '../../../src/domain/entities/types.ts';
import { entityKey } from '../../../src/domain/ids/entityKey.ts';
import { DialogueState } from '../../../src/domain/state/DialogueState.ts';
import { seeded } from '../seeded.ts';

function contentOf(round: number, text: string): Content {
  const id = `${String(round).padStart(2, '0')}#muffin`;
  return { type: 'content', id, round, expert: 'muffin', createdAt: '2026-02-06T12:00:00.000Z', content: text };
}

describe('DialogueState', () => {
  test('is in key order, whatever the order in which it is given', () => {
    const rounds = fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { maxLength: 20 });
    fc.assert(
      fc.property(rounds, (given) => {
        const state = new DialogueState(
          given.map((round) => [entityKey.content(round, 'muffin'), contentOf(round, 'x')]),
        );
        const expected = given.toSorted((a, b) => a - b);
        expect(state.size).toBe(given.length);
        expect(state.list('content').map(({ round }) => round)).toStrictEqual(expected);
        expect([...state.entries()].map(([key]) => key)).toStrictEqual(
          expected.map((round) => entityKey.content(round, 'muffin')),
        );
        const last = expected.at(-1);
        expect(state.last('content#')).toBe(last === undefined ? undefined : entityKey.content(last, 'muffin'));
        for (const round of given) expect(state.get(entityKey.content(round, 'muffin'))?.round).toBe(round);
      }),
      seeded(200),
    );
  });

  test('keeps the later of two entities with one key', () => {
    const key = entityKey.content(1, 'muffin');
    const early = entityKey.content(0, 'muffin');
    const state = new DialogueState([
      [key, contentOf(1, 'old')],
      [early, contentOf(0, 'x')],
      [key, contentOf(1, 'new')],
    ]);
    expect(state.list('content').map(({ content }) => content)).toStrictEqual(['x', 'new']);
  });
});
