import { clauseIds } from '@colloquy/core';
import { describe, expect, test } from 'vitest';
import { storeLaws } from '../src/laws/storeLaws.ts';
import { kitMutants } from '../src/mutants/kit/index.ts';
import { storeMutants } from '../src/mutants/store/index.ts';
import { tryMutant } from '../src/mutants/tryMutant.ts';
import { settings } from './settings.ts';

const catalogue = [...kitMutants, ...storeMutants];

describe('mutants', () => {
  test('ids are unique', () => {
    const ids = catalogue.map((mutant) => mutant.id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  for (const prefix of ['PS-', 'KIT-']) {
    test(`every clause ${prefix}* has a law and a mutant`, () => {
      const owed = clauseIds.filter((id) => id.startsWith(prefix));
      expect(owed.filter((id) => !storeLaws.some((law) => law.clause === id))).toEqual([]);
      expect(owed.filter((id) => !catalogue.some((mutant) => mutant.clause === id))).toEqual([]);
    });
  }

  for (const mutant of catalogue) {
    test(`${mutant.id} dies by ${mutant.clause} for ${mutant.reason}`, async () => {
      const trial = await tryMutant({ mutant, laws: storeLaws, ...settings });
      const seen = trial.failures.map(({ title, reason, message }) => `${title}: ${reason}: ${message}`);
      expect(trial.verdict, seen.join('\n')).toBe('killed');
    });
  }
});
