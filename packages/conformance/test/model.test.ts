import { describe, expect, test } from 'vitest';
import { modelLaw } from '../src/model/modelLaw.ts';
import type { StoreMutant } from '../src/mutants/Mutant.ts';
import { storeMutants } from '../src/mutants/store/index.ts';
import { runLaw } from '../src/suite/runLaw.ts';
import { LawViolation } from '../src/suite/LawViolation.ts';
import type { LawSettings } from '../src/suite/LawContext.ts';
import { runs, settings } from './settings.ts';

function mutant(id: string): StoreMutant {
  const found = storeMutants.find((candidate) => candidate.id === id);
  if (found === undefined) throw new RangeError(`no mutant ${id}`);
  return found;
}

async function violationOf(id: string, how: LawSettings): Promise<LawViolation> {
  try {
    await runLaw(modelLaw, mutant(id).build(), how);
  } catch (error) {
    if (error instanceof LawViolation) return error;
    throw error;
  }
  throw new Error(`${id} behaves like the model`);
}

const many = { ...settings, runs: runs(200) };

describe('random commands against the model', () => {
  // Each breaks something that only a certain series of calls shows.
  for (const id of [
    'commit-by-id',
    'commit-again-writes',
    'prior-null-ignored',
    'mismatch-first',
    'attributes-float',
    'get-twice',
  ]) {
    test(`notice ${id} by themselves`, async () => {
      expect((await violationOf(id, many)).message).toMatch(/unlike-the-model|wrong-end/);
    });
  }

  test('a failure is shrunk, names seed, path and commands, and can be played again from them', async () => {
    const { message } = await violationOf('attributes-merged', many);
    const [, path] = /path: "([\d:]+)"/.exec(message) ?? [];
    const [, commands] = /replayPath="([^"]+)"/.exec(message) ?? [];
    expect(message).toContain(`seed: ${many.seed}`);
    // Two writes of one record show it; nothing else is left in the counterexample.
    const [, counterexample = ''] = /Counterexample: \[(.*)\/\*/.exec(message) ?? [];
    expect(counterexample.match(/client/g)?.length).toBeLessThanOrEqual(3);
    if (path === undefined || commands === undefined) throw new Error(message);
    const again = await violationOf('attributes-merged', { ...many, replay: { path, commands } });
    expect(again.message).toContain('Property failed after 1 tests');
    expect(again.message).toContain(counterexample);
  });
});
