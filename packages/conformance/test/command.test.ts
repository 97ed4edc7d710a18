import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../src/command/main.ts';
import type { Report } from '../src/report/Report.ts';
import { sourcesDigest } from '../src/report/sourcesDigest.ts';

const source = pathToFileURL(fileURLToPath(new URL('../src/', import.meta.url))).href;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colloquy-command-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

let modules = 0;

async function module(text: string): Promise<string> {
  const path = join(folder, `kit-${(modules += 1)}.mjs`);
  await writeFile(path, text);
  return path;
}

const memory = `export { memoryKit } from '${source}memory/memoryKit.ts';`;
const good = `import { memoryKit } from '${source}memory/memoryKit.ts';\nexport const kit = memoryKit({ transactionLimit: 7 });`;
const broken = `import { storeMutants } from '${source}mutants/store/index.ts';
const mutant = storeMutants.find(({ id }) => id === 'log-next-skips');
export default { ...mutant.build(), name: 'broken\\u001b[31m' };`;

async function run(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err] = [[] as string[], [] as string[]];
  const code = await main(args, { out: (text) => out.push(text), err: (text) => err.push(text), terminal: false });
  return { code, out: out.join(''), err: err.join('') };
}

describe('colloquy-conformance', () => {
  test('0 for a kit that conforms, with a report that says so', async () => {
    const report = join(folder, 'report.json');
    const { code, out, err } = await run(
      '--kit',
      await module(good),
      '--filter',
      'PS-LOG',
      '--runs',
      '2',
      '--report',
      report,
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Conforms.');
    const read = JSON.parse(await readFile(report, 'utf8')) as Report;
    expect(read).toMatchObject({
      schema: 2,
      green: true,
      runs: 2,
      filter: 'PS-LOG',
      sources: [],
      suites: [{ kit: { name: 'memory, limit 7' } }],
    });
  });

  test('what was judged, as digests of folders, however they are written', async () => {
    const named = ['--sources', './packages/conformance/src/report/', '--sources', resolve('packages/engines/src')];
    const { code, out, err } = await run(
      '--kit',
      await module(good),
      '--filter',
      'PS-LOG-03',
      '--report',
      '-',
      ...named,
    );
    expect(code, err).toBe(0);
    const paths = ['packages/conformance/src/report', 'packages/engines/src'];
    const sources = await Promise.all(paths.map(async (path) => ({ path, sha256: await sourcesDigest('.', path) })));
    expect((JSON.parse(out) as Report).sources).toEqual(sources);
  });

  test('2 for sources that cannot be read, and that lie elsewhere', async () => {
    for (const [folder_, expected] of [
      ['no/such/folder', 'cannot be read'],
      ['..', 'no relative path'],
      ['.', 'no relative path'],
      ['package.json', 'is no folder'],
    ] as const) {
      const { code, out, err } = await run('--kit', await module(good), '--sources', folder_);
      expect({ code, out }, err).toEqual({ code: 2, out: '' });
      expect(err).toContain(expected);
    }
  });

  test('1, and no report, when sources change while they are judged', async () => {
    // Below the folder that sources are named from, and in nobody's way.
    const changing = await mkdtemp(join('node_modules', '.changing-'));
    try {
      await writeFile(join(changing, 'a.ts'), 'one');
      const file = JSON.stringify(resolve(changing, 'a.ts'));
      const kit = await module(`import { writeFileSync } from 'node:fs';\n${good}\nwriteFileSync(${file}, 'two');`);
      const report = join(folder, 'changed.json');
      const args = ['--kit', kit, '--filter', 'PS-LOG-03', '--sources', changing, '--report', report];
      const { code, out, err } = await run(...args);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toContain(`Changed while it was judged: ${changing.split(sep).join('/')}`);
      expect(existsSync(report)).toBe(false);
    } finally {
      await rm(changing, { recursive: true });
    }
  });

  test('what calls cost, on demand', async () => {
    // Batches of a move fill a transaction of 100 actions.
    const metered = good.replace('transactionLimit: 7', 'transactionLimit: 100, measures: true');
    const args = ['--kit', await module(metered), '--filter', 'MEASURE', '--report', '-'];
    expect((await run(...args)).code).toBe(1);
    const { code, out, err } = await run(...args, '--measure');
    expect(code, err).toBe(0);
    const [store, dialogues] = (JSON.parse(out) as Report).suites;
    expect(store?.measured?.units).toEqual(['dynamoRequests']);
    expect(store?.others.map(({ clause, status }) => [clause, status])).toEqual([['MEASURE', 'passed']]);
    expect(dialogues?.measured?.measurements.length).toBeGreaterThan(100);
    expect(err).toMatch(/measured 22 methods of StoreHeaderPort, PartitionStore, .*: \d+ calls, \d+ dynamoRequests\n/);
    expect(err).toMatch(
      /measured 38 methods of DialogueStore, MigrationStore, AnalyticsStore: \d+ calls, \d+ calls to the backend\n/,
    );
  }, 60_000);

  test('the report alone on standard output', async () => {
    const { code, out, err } = await run('--kit', await module(good), '--filter', 'PS-LOG-03', '--report', '-');
    expect(code).toBe(0);
    expect((JSON.parse(out) as Report).green).toBe(true);
    expect(err).toContain('Conforms.');
  });

  test('1 for one that does not, naming clause and reason, and nothing that steers a terminal', async () => {
    const { code, out } = await run('--kit', await module(broken), '--filter', 'PS-LOG-02');
    expect(code).toBe(1);
    expect(out).toContain('FAILED PS-LOG-02');
    expect(out).toContain('not-exactly-once');
    expect(out).toContain('Does not conform.');
    expect(out).not.toContain('\u001b');
  });

  test('of a key provider, which faults were not tried and why', async () => {
    const provider = `import { ephemeralProviderKit } from '${source}memory/ephemeralProviderKit.ts';
export const providerKit = ephemeralProviderKit();`;
    const { code, out } = await run('--kit', await module(provider), '--filter', 'KP-FAULT');
    expect(code).toBe(0);
    expect(out).toContain('not tried: hang: the master key is a variable of the process');
    expect(out.match(/not tried: /g)).toHaveLength(12);
  });

  test('1 when the filter fits nothing', async () => {
    const { code, out } = await run('--kit', await module(good), '--filter', 'PS-NOTHING');
    expect(code).toBe(1);
    expect(out).toContain('Nothing was tested');
  });

  test('the kill table on demand', async () => {
    const { code, out } = await run('--kit', await module(good), '--filter', 'PS-LOG-03', '--mutants', '--runs', '2');
    expect(code).toBe(0);
    expect(out).toContain('1 of 1 mutants died for their reason');
  });

  test('2 for a call that is wrong, saying how', async () => {
    const cases: readonly (readonly [readonly string[], string])[] = [
      [[], '--kit is missing'],
      [['--kit', 'x', '--seed', 'many'], '--seed is an integer'],
      [['--kit', 'x', '--runs', '0'], '--runs is an integer from 1'],
      [['--kit', 'x', '--commands', 'AB'], '--commands goes together with --path'],
      [['--kit', 'x', '--colour'], '--colour'],
      [['x'], "'x'"],
    ];
    for (const [args, expected] of cases) {
      const { code, out, err } = await run(...args);
      expect({ code, out }, err).toEqual({ code: 2, out: '' });
      expect(err).toContain(expected);
      expect(err).toContain('--help');
    }
  });

  test('2 when the report cannot be written', async () => {
    const { code, err } = await run(
      '--kit',
      await module(good),
      '--filter',
      'PS-LOG-03',
      '--report',
      join(folder, 'no', 'where'),
    );
    expect(code).toBe(2);
    expect(err).toContain('cannot be written');
  });

  test('3 for a module that cannot be used, saying why', async () => {
    const cases: readonly (readonly [string, string])[] = [
      [join(folder, 'absent.mjs'), 'There is no file'],
      ['no-such-package-anywhere', 'cannot be loaded'],
      [await module('throw new Error("no database");'), 'no database'],
      [await module('syntax error'), 'cannot be loaded'],
      [await module(''), 'exports nothing'],
      [await module(memory), 'exports memoryKit; export a kit as "kit"'],
      [await module('export const kit = () => undefined;'), 'it is a function, not an object'],
      [
        await module('export const kit = { name: "", capabilities: { durable: 1 } };'),
        'name must be a text; create must be a function',
      ],
      [
        await module(
          'export const kit = { name: "k", create() {}, ' +
            'capabilities: { durable: false, processes: false, stepped: true, analytics: true } };',
        ),
        'capabilities.analytics must be immediate, eventual or absent',
      ],
      [
        await module(
          'export const kit = { name: "k", create() {}, ' +
            'capabilities: { durable: false, processes: false, stepped: true, measures: "requests" } };',
        ),
        'capabilities.measures must be dynamoRequests, sqlStatements or absent',
      ],
      [
        await module('export const vaultKit = { name: "v", create() {}, capabilities: {} };'),
        'capabilities.durable must be true or false',
      ],
      [
        await module('export const providerKit = { name: "p", create() {}, capabilities: { service: true } };'),
        'capabilities.faults must say how each fault is produced; capabilities.callBound must be a number',
      ],
    ];
    for (const [kit, expected] of cases) {
      const { code, out, err } = await run('--kit', kit);
      expect({ code, out }, err).toEqual({ code: 3, out: '' });
      expect(err).toContain(expected);
    }
  });

  test('help and version', async () => {
    expect(await run('--help')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Exit codes') as string,
      err: '',
    });
    expect((await run('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('as a program', async () => {
    const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url));
    const kit = fileURLToPath(new URL('../example/kit.js', import.meta.url));
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [
      bin,
      '--kit',
      kit,
      '--filter',
      'PS-LAST',
      '--runs',
      '2',
    ]);
    expect(stderr).toBe('');
    expect(stdout).toContain('Conforms.');
    await expect(promisify(execFile)(process.execPath, [bin])).rejects.toMatchObject({ code: 2 });
  });
});
