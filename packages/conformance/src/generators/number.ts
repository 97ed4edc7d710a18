import { limits, ratioUnit, type IntegerField, type RoundMapField } from '@colloquy/core';
import fc from 'fast-check';

function integerIn(min: number, max: number): fc.Arbitrary<number> {
  return fc.oneof(
    fc.constantFrom(min, max),
    fc.constantFrom(Math.min(max, min + 1), Math.max(min, max - 1)),
    fc.integer({ min, max }),
  );
}

/** A valid integer of a field: its bounds often. */
export function arbitraryInteger(field: IntegerField): fc.Arbitrary<number> {
  return integerIn(field.min, field.max);
}

/** Every ratio there is. */
export const arbitraryRatio: fc.Arbitrary<number> = integerIn(0, ratioUnit).map((k) => k / ratioUnit);

/** Scores by round, none to all hundred. */
export function arbitraryRoundMap(field: RoundMapField): fc.Arbitrary<Readonly<Record<string, number>>> {
  return fc
    .uniqueArray(fc.integer({ min: 0, max: limits.maxRound }), { maxLength: limits.maxRound + 1 })
    .chain((rounds) =>
      fc.tuple(...rounds.map((round) => fc.tuple(fc.constant(String(round)), integerIn(field.min, field.max)))),
    )
    .map((entries) => Object.fromEntries(entries));
}
