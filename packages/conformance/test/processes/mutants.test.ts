import { describe, expect, test } from 'vitest';
import { processMutants } from '../../src/mutants/processes/index.ts';
import { tryMutant } from '../../src/mutants/tryMutant.ts';
import { processLaws } from '../../src/processes/laws/index.ts';
import { settings } from '../settings.ts';

// The other laws do not see these faults: in the process of the suite nothing is wrong.
describe('mutants that live in other processes', () => {
  for (const mutant of processMutants) {
    test(`${mutant.id} dies by ${mutant.clause} for ${mutant.reason}`, async () => {
      const trial = await tryMutant({ mutant, laws: processLaws, ...settings, runs: 10 });
      const seen = trial.failures.map(({ title, reason, message }) => `${title}: ${reason}: ${message}`);
      expect(trial.verdict, seen.join('\n')).toBe('killed');
    }, 60_000);
  }
});
