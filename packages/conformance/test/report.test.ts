import { describe, expect, test } from 'vitest';
import { ephemeralProviderKit } from '../src/memory/ephemeralProviderKit.ts';
import { memoryKit } from '../src/memory/memoryKit.ts';
import { memoryVaultKit } from '../src/memory/memoryVaultKit.ts';
import { storeMutants } from '../src/mutants/store/index.ts';
import { judgeKits } from '../src/report/judgeKits.ts';
import { settings } from './settings.ts';

const quick = { ...settings, runs: 3 };

describe('the report', () => {
  test('of the same run is the same, to the letter', async () => {
    const kits = {
      kit: memoryKit({ transactionLimit: 25 }),
      providerKit: ephemeralProviderKit(),
      vaultKit: memoryVaultKit(),
    };
    const [first, second] = [await judgeKits({ ...quick, kits }), await judgeKits({ ...quick, kits })];
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(first.green).toBe(true);
    expect(first.suites.map((suite) => suite.summary.failed)).toEqual([0, 0, 0]);
  });

  test('names the clause, the reason and what the kit declared', async () => {
    const broken = storeMutants.find((mutant) => mutant.id === 'log-next-skips');
    if (broken === undefined) throw new Error('no such mutant');
    const report = await judgeKits({ ...quick, kits: { kit: broken.build() } });
    const [suite] = report.suites;
    expect(report.green).toBe(false);
    expect(suite?.clauses['PS-LOG-02']?.verdict).toBe('failed');
    expect(suite?.clauses['PS-LOG-02']?.tests.map((result) => result.reason)).toContain('not-exactly-once');
    const durable = suite?.clauses['PS-DURABLE-01'];
    expect(durable?.verdict).toBe('not-applicable');
    expect(new Set(durable?.tests.map(({ because }) => because))).toEqual(
      new Set(['only when durable', 'only when durable and processes']),
    );
  });

  test('holds the kill table', async () => {
    const report = await judgeKits({ ...quick, kits: { kit: memoryKit() }, filter: 'PS-GET-0', mutants: true });
    const kills = report.suites[0]?.kills;
    expect(kills?.mutants.length).toBeGreaterThan(5);
    expect(kills?.mutants.filter((mutant) => mutant.verdict !== 'killed')).toEqual([]);
    expect(kills?.clauses['PS-GET-01']).toContain('get-twice');
    expect(report.suites[0]?.clauses['PS-LOG-01']?.verdict).toBe('not-run');
  });

  test('is not green when nothing was tested', async () => {
    expect((await judgeKits({ ...quick, kits: { kit: memoryKit() }, filter: 'nothing like it' })).green).toBe(false);
    expect((await judgeKits({ ...quick, kits: {} })).green).toBe(false);
  });
});
