import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { conformance, type ConformanceOptions } from '../../src/conformance.ts';
import { memoryKit } from '../../src/memory/memoryKit.ts';
import { storeMutants } from '../../src/mutants/store/index.ts';
import { judgeKits } from '../../src/report/judgeKits.ts';
import { MergeError, mergeReports } from '../../src/report/mergeReports.ts';
import type { Report } from '../../src/report/Report.ts';
import { reportSchema } from '../../src/report/reportSchema.ts';
import { settings } from '../settings.ts';

const quick = { ...settings, runs: 1 };
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colloquy-report-'));
  file = join(folder, 'made', 'report.json');
});
afterAll(async () => rm(folder, { recursive: true }));

/** Runs what is registered, one after another, as a test runner does; answers with the messages of tests that failed. */
async function play(
  options: Omit<ConformanceOptions, 'runner'>,
  isChosen: (title: string) => boolean = () => true,
): Promise<readonly string[]> {
  const bodies: (() => Promise<void>)[] = [];
  const runner = {
    describe: (_: string, body: () => void) => body(),
    test: (title: string, body: () => Promise<void>) => void (isChosen(title) && bodies.push(body)),
  };
  conformance({ ...options, runner });
  const failures: string[] = [];
  for (const body of bodies) {
    await body().catch((error: unknown) => failures.push(error instanceof Error ? error.message : String(error)));
  }
  return failures;
}

async function readReport(): Promise<Report> {
  return JSON.parse(await readFile(file, 'utf8')) as Report;
}

describe('the report that tests leave behind', () => {
  test('is that of the command, for the suite that was registered', async () => {
    const kit = memoryKit({ transactionLimit: 100, measures: true });
    const failures = await play({
      ...quick,
      kit,
      report: { file, measure: true, sources: ['packages/conformance/example'] },
    });
    expect(failures).toEqual([]);
    const written = await readReport();
    const judged = await judgeKits({ ...quick, kits: { kit }, filter: 'PS-', sources: written.sources });
    const clausesOf = ({ suites }: Report) =>
      Object.entries(suites[0]?.clauses ?? {}).filter(([id]) => id.startsWith('PS-'));
    expect(clausesOf(written).length).toBeGreaterThan(30);
    expect(clausesOf(written)).toEqual(JSON.parse(JSON.stringify(clausesOf(judged))));
    const { filter: _, suites: __, ...settled } = judged;
    expect({ ...settled, suites: written.suites }).toEqual(written);
    expect(written.suites[0]?.clauses['SH-READ-01']?.verdict).toBe('passed');
    expect(written.sources.map(({ path }) => path)).toEqual(['packages/conformance/example']);
    expect(written.suites[0]?.measured?.measurements.length).toBeGreaterThan(100);
  }, 120_000);

  test('is not green when a law failed, and says which', async () => {
    const broken = storeMutants.find((mutant) => mutant.id === 'log-next-skips');
    if (broken === undefined) throw new Error('no such mutant');
    expect(await play({ ...quick, kit: broken.build(), report: { file } })).not.toEqual([]);
    const { green, suites } = await readReport();
    expect([green, suites[0]?.clauses['PS-LOG-01']?.verdict]).toEqual([false, 'failed']);
  }, 60_000);

  test('is not written of a part', async () => {
    await writeFile(file, 'as it was');
    const failures = await play(
      { ...quick, kit: memoryKit(), report: { file } },
      (title) => title.startsWith('PS-HEAD') || title.startsWith('is written'),
    );
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatch(/^\d+ of \d+ laws were judged: there is no report of a part\.$/);
    expect(await readFile(file, 'utf8')).toBe('as it was');
  });

  test('is not written when the sources changed meanwhile', async () => {
    // Sources are named from where the process runs, and lie below it.
    await mkdir('reports', { recursive: true });
    const sources = await mkdtemp(join('reports', 'sources-'));
    await writeFile(join(sources, 'a.ts'), '1');
    const kit = memoryKit();
    let fixtures = 0;
    const changing = {
      ...kit,
      create: async () => {
        fixtures += 1;
        await writeFile(join(sources, 'a.ts'), String(fixtures));
        return kit.create();
      },
    };
    const failures = await play({ ...quick, kit: changing, report: { file, sources: [sources] } });
    await rm(sources, { recursive: true });
    expect(failures).toEqual([`Changed while it was judged: ${sources}. There is no report.`]);
  }, 60_000);
});

describe('mergeReports', () => {
  const one: Report = {
    schema: reportSchema,
    suite: 'colloquy-conformance',
    seed: 1,
    runs: 20,
    green: true,
    sources: [{ path: 'src', sha256: 'a' }],
    suites: [
      {
        kind: 'partition-store',
        kit: { name: 'toy', capabilities: {} },
        summary: { passed: 1, failed: 0, notApplicable: 0 },
        clauses: {},
        others: [],
      },
    ],
  };
  const [suite] = one.suites;
  if (suite === undefined) throw new Error('no suite');
  const other: Report = { ...one, runs: 5, suites: [{ ...suite, kind: 'dialogue-store' }] };

  test('has the suites of all, and the fewest runs', () => {
    expect(mergeReports([one, other])).toEqual({ ...one, runs: 5, suites: [suite, other.suites[0]] });
    expect(mergeReports([one, { ...other, green: false }]).green).toBe(false);
  });

  test.each<[string, readonly Report[]]>([
    ['There is no report to merge.', []],
    ['Seeds 1 and 2 do not merge.', [one, { ...other, seed: 2 }]],
    ['The reports are of different schemas.', [one, { ...other, schema: 1 as unknown as Report['schema'] }]],
    ['The reports are of different sources.', [one, { ...other, sources: [{ path: 'src', sha256: 'b' }] }]],
    ['A report is of a part of the suite: PS-.', [one, { ...other, filter: 'PS-' }]],
    ['The reports have this suite twice: partition-store of toy.', [one, one]],
  ])('refuses: %s', (message, reports) => {
    expect(() => mergeReports(reports)).toThrow(MergeError);
    expect(() => mergeReports(reports)).toThrow(message);
  });
});
