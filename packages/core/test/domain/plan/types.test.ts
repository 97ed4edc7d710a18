import { expectTypeOf, test } from 'vitest';
import type { Fields } from '../../../src/domain/fields/Field.ts';
import type { RoundBatch } from '../../../src/domain/plan/index.ts';
import type { headTable, listTables } from '../../../src/domain/plan/round/tables.ts';

/** What the tables of a round registration let pass. */
type Parsed = Fields<typeof headTable> & {
  readonly [Name in keyof typeof listTables]?: readonly Fields<(typeof listTables)[Name]>[];
};

test('the documented input of a round registration is the one that is checked', () => {
  expectTypeOf<Parsed>().toExtend<RoundBatch>();
  expectTypeOf<keyof RoundBatch>().toEqualTypeOf<keyof Parsed>();
  type ListName = keyof typeof listTables;
  expectTypeOf<{ [N in ListName]: keyof NonNullable<RoundBatch[N]>[number] }>().toEqualTypeOf<{
    [N in ListName]: keyof NonNullable<Parsed[N]>[number];
  }>();
});
