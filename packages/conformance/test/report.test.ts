import { clauseIds } from '@colloquy/core';
import { describe, expect, test } from 'vitest';
import { ephemeralProviderKit } from '../src/memory/ephemeralProviderKit.ts';
import { dialogueLaws } from '../src/dialogue/dialogueLaws.ts';
import { memoryKit } from '../src/memory/memoryKit.ts';
import { memoryVaultKit } from '../src/memory/memoryVaultKit.ts';
import { storeMutants } from '../src/mutants/store/index.ts';
import { judgeKits } from '../src/report/judgeKits.ts';
import { innerLaws } from './coreMutants/inner/innerLaws.ts';
import { settings } from './settings.ts';

const quick = { ...settings, runs: 1 };

/** What only core's own tests can see. */
const innerClauses = clauseIds.filter(
  (id) => innerLaws.some(({ clause }) => clause === id) && !dialogueLaws.some(({ clause }) => clause === id),
);

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
    expect(first.suites.map(({ kind, summary }) => [kind, summary.failed])).toEqual([
      ['partition-store', 0],
      ['dialogue-store', 0],
      ['key-provider', 0],
      ['key-vault', 0],
    ]);
    const dialogues = first.suites[1];
    expect(dialogues?.kit.name).toBe('dialogues on memory, limit 25');
    expect(dialogues?.summary.passed).toBe(dialogueLaws.length);
    expect(dialogues?.others.map(({ clause }) => clause)).toEqual(['MODEL', 'DIFFERENTIAL']);
    const untested = Object.entries(dialogues?.clauses ?? {}).filter(([, { verdict }]) => verdict !== 'passed');
    expect(untested.map(([id, { verdict }]) => `${id} ${verdict}`)).toEqual(innerClauses.map((id) => `${id} not-run`));
  }, 300_000);

  test('judges the dialogue store over a backend too: what breaks there is told by its clause', async () => {
    const broken = storeMutants.find((mutant) => mutant.id === 'commit-drops-one');
    if (broken === undefined) throw new Error('no such mutant');
    const report = await judgeKits({ ...quick, kits: { kit: broken.build() }, filter: 'CL-VERIFY' });
    expect(report.suites.map(({ kind }) => kind)).toEqual(['dialogue-store']);
    expect(report.green).toBe(false);
    expect(report.suites[0]?.clauses['CL-VERIFY-01']?.verdict).toBe('failed');
    const sound = await judgeKits({ ...quick, kits: { kit: memoryKit() }, filter: 'EV-WRAP', mutants: true });
    expect([sound.green, sound.suites.length]).toEqual([true, 1]);
    expect(sound.suites[0]?.kills).toBeUndefined();
    expect(sound.suites[0]?.clauses['EV-WRAP-02']?.verdict).toBe('passed');
    expect(sound.suites[0]?.clauses['CL-READ-01']?.verdict).toBe('not-run');
  }, 60_000);

  test('names the clause, the reason and what the kit declared', async () => {
    const broken = storeMutants.find((mutant) => mutant.id === 'log-next-skips');
    if (broken === undefined) throw new Error('no such mutant');
    const report = await judgeKits({ ...quick, kits: { kit: broken.build() }, filter: 'PS-' });
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
    // A torn read shows in some schedules only.
    const options = { ...quick, runs: 10, kits: { kit: memoryKit() } };
    const report = await judgeKits({ ...options, filter: 'PS-GET-0', mutants: true });
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
