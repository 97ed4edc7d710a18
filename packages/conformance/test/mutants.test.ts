import { clauseIds } from '@colloquy/core';
import { describe, expect, test } from 'vitest';
import { providerLaws } from '../src/laws/keys/provider.ts';
import { vaultLaws } from '../src/laws/keys/vault.ts';
import { storeLaws } from '../src/laws/storeLaws.ts';
import { analyticsMutants } from '../src/mutants/analytics/index.ts';
import { headerMutants } from '../src/mutants/header/index.ts';
import { kitMutants } from '../src/mutants/kit/index.ts';
import { migrationMutants } from '../src/mutants/migration/index.ts';
import type { Mutant } from '../src/mutants/Mutant.ts';
import { providerMutants } from '../src/mutants/provider/index.ts';
import { storeMutants } from '../src/mutants/store/index.ts';
import { tryMutant } from '../src/mutants/tryMutant.ts';
import { vaultMutants } from '../src/mutants/vault/index.ts';
import type { Closable, Kit } from '../src/suite/Kit.ts';
import type { Law } from '../src/suite/Law.ts';
import { dynamoMutants } from './mutants/dynamo/dynamoMutants.ts';
import { dynamoAnalyticsMutants } from './mutants/dynamo/dynamoAnalyticsMutants.ts';
import { postgresMutants } from './mutants/postgres/postgresMutants.ts';
import { sqliteMutants } from './mutants/sqliteMutants.ts';
import { settings, shareOf } from './settings.ts';

/** Mutants that are run against all laws; which ones follows from the seed, so that other runs take others. */
const sampled = 6;

/** Milliseconds for one law: those of real engines take seconds where a machine has other things to do. */
const lawTimeout = 30_000;

function judge<F extends Closable, C>(
  prefixes: readonly string[],
  laws: readonly Law<F, C>[],
  sampledFrom: readonly Mutant<Kit<F, C>>[],
  /** Those for whom all laws would take minutes: tried by their own clauses only. */
  slow: readonly Mutant<Kit<F, C>>[] = [],
): void {
  const catalogue = [...sampledFrom, ...slow];
  test(`every clause ${prefixes.join(' and ')} has a law and a mutant`, () => {
    const owed = clauseIds.filter((id) => prefixes.some((prefix) => id.startsWith(prefix)));
    expect(owed.length).toBeGreaterThan(0);
    expect(owed.filter((id) => !laws.some((law) => law.clause === id))).toEqual([]);
    expect(owed.filter((id) => !catalogue.some((mutant) => mutant.clause === id))).toEqual([]);
  });

  // Each clause has one that dies in every run.
  for (const mutant of shareOf(catalogue, ({ clause }) => clause)) {
    test(`${mutant.id} dies by ${mutant.clause} for ${mutant.reason}`, async () => {
      const trial = await tryMutant({ mutant, laws, timeout: lawTimeout, ...settings });
      const seen = trial.failures.map(({ title, reason, message }) => `${title}: ${reason}: ${message}`);
      expect(trial.verdict, seen.join('\n')).toBe('killed');
    }, 90_000);
  }

  for (let at = 0; at < sampled; at++) {
    const mutant = sampledFrom[(Math.abs(settings.seed) + at * 17) % sampledFrom.length];
    if (mutant === undefined) continue;
    test(`${mutant.id} against every law (sample ${at + 1}): its clause is among those that fail`, async () => {
      const trial = await tryMutant({ mutant, laws, ...settings, runs: 5, all: true });
      expect(trial.failures.map((failure) => failure.clause)).toContain(mutant.clause);
    }, 120_000);
  }
}

describe('mutants', () => {
  test('ids are unique', () => {
    const all = [
      ...kitMutants,
      ...storeMutants,
      ...headerMutants,
      ...analyticsMutants,
      ...migrationMutants,
      ...sqliteMutants,
      ...postgresMutants,
      ...dynamoMutants,
      ...dynamoAnalyticsMutants,
      ...providerMutants,
      ...vaultMutants,
    ].map((mutant) => mutant.id);
    expect(all.filter((id, at) => all.indexOf(id) !== at)).toEqual([]);
  });
  test('every clause of stores and headers is broken in the way of DynamoDB', () => {
    const owed = clauseIds.filter((id) => /^(?:PS|SH|KIT)-/.test(id) && id !== 'KIT-ANALYTICS-01');
    expect(owed.filter((id) => !dynamoMutants.some((mutant) => mutant.clause === id))).toEqual([]);
  });
  describe('stores', () =>
    judge(
      ['PS-', 'KIT-', 'SH-', 'AN-', 'MG-STATE-', 'MG-ANSWER-01', 'MG-PORT-'],
      storeLaws,
      [
        ...kitMutants,
        ...storeMutants,
        ...headerMutants,
        ...analyticsMutants,
        ...migrationMutants,
        ...sqliteMutants,
        ...postgresMutants,
      ],
      [...dynamoMutants, ...dynamoAnalyticsMutants],
    ));
  describe('key providers', () => judge(['KP-'], providerLaws, providerMutants));
  describe('key vaults', () => judge(['KV-'], vaultLaws, vaultMutants));
});
