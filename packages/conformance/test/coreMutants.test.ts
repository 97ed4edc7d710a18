import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clauseIds } from '@colloquy/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialogueLaws } from '../src/dialogue/dialogueLaws.ts';
import type { Trial } from '../src/mutants/tryMutant.ts';
import { auditLaws } from './audit/laws/index.ts';
import type { CoreMutant } from './coreMutants/support/CoreMutant.ts';
import { innerLaws } from './coreMutants/inner/innerLaws.ts';
import { patched } from './coreMutants/support/patch.ts';
import { keepModules, runChild } from './coreMutants/support/runChild.ts';
import { runs, settings, shareOf } from './settings.ts';
import { inTurn } from './support/inTurn.ts';

const folder = new URL('coreMutants/', import.meta.url);
const files = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name }) => new URL(name, folder).href);

const catalogue: readonly (readonly [file: string, mutant: CoreMutant])[] = await Promise.all(
  files.map(async (file) => [file, ((await import(file)) as { readonly mutant: CoreMutant }).mutant] as const),
);

const known = [...dialogueLaws, ...innerLaws];

const cache = mkdtempSync(join(tmpdir(), 'colloquy-mutants-'));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

const child = { limit: 60_000, seed: settings.seed, runs: runs(8), cache };
/** One that runs all laws, and not those of one clause. */
const wholeChild = { ...child, limit: 150_000 };
const timeout = 180_000;

beforeAll(() => keepModules(wholeChild));

/** At most two children at once. Answers come when they are asked for. */
const lanes = inTurn(2);

test('the text of a mutant must stand in its module once, in whatever lines', () => {
  const mutant: CoreMutant = {
    id: 'example',
    clause: 'CL-READ-01',
    reason: 'none',
    module: 'a.js',
    find: 'if (a && [b, c])',
    replace: '$& x',
    description: '',
  };
  for (const lines of ['if (a && [b, c])', 'if (a &&\n    [\n  b,\n  c,\n]\n)', 'if(a&&[b,c])']) {
    expect(patched(`x;\n${lines} y;`, mutant)).toBe('x;\n$& x y;');
  }
  for (const source of ['', 'if (a && [b])', 'if (a && [b, c]) if (a && [b, c])', 'if (a & & [b; c])']) {
    expect(() => patched(source, mutant)).toThrow(/write the mutant anew/);
  }
});

test('ids are unique, and every clause CL, CK, DS, AU, EV, LE, KO, RA, AS, and MG but what backends owe, has a law and a mutant', () => {
  const ids = catalogue.map(([, { id }]) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  const prefixes = ['CL-', 'CK-', 'DS-', 'AU-', 'EV-', 'LE-', 'KO-', 'RA-', 'AS-', 'MG-'];
  const ofBackends = /^MG-(STATE-|PORT-|ANSWER-01)/;
  const owed = clauseIds.filter((id) => prefixes.some((prefix) => id.startsWith(prefix)) && !ofBackends.test(id));
  expect(owed.length).toBeGreaterThan(140);
  const judged = new Set([...known, ...auditLaws].map((law) => law.clause));
  expect(owed.filter((id) => !judged.has(id))).toEqual([]);
  expect(owed.filter((id) => !catalogue.some(([, { clause }]) => clause === id))).toEqual([]);
});

describe.concurrent('core', { timeout }, () => {
  test('without a mutation every law passes', async () => {
    expect(await lanes(() => runChild('none', wholeChild))).toEqual({ laws: known.length, failed: [] });
  });

  // Each clause has one that dies in every run.
  for (const [file, { id, clause, reason, description }] of shareOf(catalogue, ([, mutant]) => mutant.clause)) {
    test(`${id} dies by ${clause} for ${reason}`, async () => {
      const trial = (await lanes(() => runChild(file, child))) as Trial;
      const seen = trial.failures.map((failure) => `${failure.title}: ${failure.reason}: ${failure.message}`);
      expect(trial.verdict, `${description}\n${seen.join('\n')}`).toBe('killed');
    });
  }
});
