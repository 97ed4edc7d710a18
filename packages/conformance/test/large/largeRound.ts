import type { RoundBatch } from '@colloquy/core';

export const experts = ['muffin', 'scone', 'bagel', 'brioche', 'croissant'];

function many<T>(count: number, make: (at: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

export interface LargeRound {
  /** Its number. Default 0. */
  readonly round?: number;
  /** Of each of the five types. Default 40. */
  readonly items?: number;
  /** Default 98. */
  readonly moves?: number;
}

/**
 * Items of the five types, moves, and the round itself; items and round each have their first event beside them. By default 500 records
 * and the root.
 */
export function largeRound({ round = 0, items = 40, moves = 98 }: LargeRound = {}): RoundBatch {
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
    perspectives: many(items, item('P')),
    tensions: many(items, (at) => {
      const { content, ...rest } = item('T')(at);
      return { ...rest, description: content };
    }),
    recommendations: many(items, item('R')),
    evidence: many(items, item('E')),
    claims: many(items, item('C')),
    moves: many(moves, (at) => ({ expert: author(at)[0] ?? '', moveType: 'defend' as const, targets: [] })),
  };
}
