import type { RoundBatch } from '@colloquy/core';

export const experts = ['muffin', 'scone', 'bagel', 'brioche', 'croissant'];

function many<T>(count: number, make: (at: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

export interface LargeRound {
  /** Its number. Default 0. */
  readonly round?: number;
  /** Default 98. */
  readonly moves?: number;
}

/**
 * 40 items of each of the five types, moves, and the round itself; items and round each have their first event beside them. With 98 moves
 * 500 records.
 */
export function largeRound({ round = 0, moves = 98 }: LargeRound = {}): RoundBatch {
  const number = String(round).padStart(2, '0');
  const author = (at: number): readonly string[] => [experts[at % experts.length] ?? ''];
  const item = (prefix: string) => (at: number) => ({
    localId: `${author(at)[0]?.toUpperCase()}-${prefix}${number}${String(at + 1).padStart(2, '0')}`,
    label: `${prefix} ${at}`,
    content: `What ${author(at)[0]} says at ${at}.`,
    contributors: author(at),
  });
  return {
    round,
    panel: experts.map((slug) => ({ slug, source: 'pool' as const })),
    perspectives: many(40, item('P')),
    tensions: many(40, (at) => {
      const { content, ...rest } = item('T')(at);
      return { ...rest, description: content };
    }),
    recommendations: many(40, item('R')),
    evidence: many(40, item('E')),
    claims: many(40, item('C')),
    moves: many(moves, (at) => ({ expert: author(at)[0] ?? '', moveType: 'defend' as const, targets: [] })),
  };
}
