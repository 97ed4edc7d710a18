import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { mergeReports, type Report } from '@colloquy/conformance/report';
import setUpEngines from './enginesForTests.ts';

// The reports of the conformance suite for every backend and key provider of this repository, in reports/conformance: what is true of the
// sources as they are, for whoever judges a change.

const usage = `npm run conformance [-- --runs N] [--seed N] [--tested] [NAME...]
a report for each backend, or for those named (default runs 5); with --tested those that COLLOQUY_REPORTS=1 npm test has left behind are taken as they are`;

interface Subject {
  readonly name: string;
  /** The module for `--kit`. */
  readonly kit: string;
  /** What is judged besides core and the suite itself. */
  readonly sources: readonly string[];
  /** Of the runs asked for, one in so many: where a request takes long, and the same steps are tried in memory. */
  readonly share?: number;
}

const kits = 'packages/conformance/test/kits';

/** The slowest first, so that none is left over at the end. */
const subjects: readonly Subject[] = [
  { name: 'dynamo', kit: `${kits}/gate/dynamo.ts`, sources: ['packages/store-dynamo/src', kits], share: 4 },
  { name: 'postgres', kit: `${kits}/gate/postgres.ts`, sources: ['packages/store-postgres/src', kits] },
  { name: 'sqlite', kit: `${kits}/gate/sqlite.ts`, sources: ['packages/store-sqlite/src', kits] },
  { name: 'memory', kit: `${kits}/gate/memory.ts`, sources: [kits] },
  { name: 'local-keys', kit: `${kits}/gate/localKeys.ts`, sources: [kits] },
  {
    name: 'kms',
    kit: 'packages/keys-kms/test/support/gateKit.ts',
    sources: ['packages/keys-kms/src', 'packages/keys-kms/test/support'],
  },
];

const common = ['packages/core/src', 'packages/conformance/src'];
const folder = 'reports/conformance';
const testedFolder = 'reports/tests';

/** The reports that the tests of a backend have written, as one; undefined where they wrote none. */
async function tested(name: string): Promise<Report | undefined> {
  const parts = ['store', 'dialogues'].map((part) => `${testedFolder}/${name}/${part}.json`);
  if (!parts.every((part) => existsSync(part))) return undefined;
  return mergeReports(await Promise.all(parts.map(async (part) => JSON.parse(await readFile(part, 'utf8')) as Report)));
}

/** Takes what the tests have written, and answers whether it is green; undefined where they wrote nothing. */
async function take(name: string): Promise<boolean | undefined> {
  const report = await tested(name);
  if (report === undefined) return undefined;
  await writeFile(`${folder}/${name}.json`, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`${name}: from the tests, ${report.green ? 'green' : 'not green'}, ${report.runs} runs\n`);
  return report.green;
}

/** Runs the command once; its output comes when it is done, so that two at once do not mix. */
async function judge(
  { name, kit, sources, share = 1 }: Subject,
  runs: number,
  seed: readonly string[],
): Promise<boolean> {
  const started = performance.now();
  const named = [...common, ...sources].flatMap((source) => ['--sources', source]);
  const report = ['--report', `${folder}/${name}.json`];
  const settings = ['--runs', String(Math.ceil(runs / share)), ...seed];
  const args = ['packages/conformance/dist/bin.js', '--kit', kit, '--measure', ...named, ...report, ...settings];
  const command = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const output: string[] = [];
  for (const stream of [command.stdout, command.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  }
  const [code] = (await once(command, 'close')) as [number | null];
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${output.join('').trim()}\n${name}: exit code ${code ?? 'none'} after ${seconds} s\n`);
  return code === 0;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      runs: { type: 'string', default: '5' },
      seed: { type: 'string' },
      tested: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const chosen = positionals.length === 0 ? subjects : subjects.filter(({ name }) => positionals.includes(name));
  if (chosen.length < positionals.length) {
    console.error(`${usage}\nNames: ${subjects.map(({ name }) => name).join(' ')}`);
    return 2;
  }
  const runs = /^[1-9]\d{0,5}$/.test(values.runs) ? Number(values.runs) : Number.NaN;
  if (Number.isNaN(runs)) {
    console.error(usage);
    return 2;
  }
  const seed = values.seed === undefined ? [] : ['--seed', values.seed];
  await mkdir(folder, { recursive: true });
  const tearDown = await setUpEngines();
  try {
    const waiting = [...chosen];
    let isGreen = true;
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const taken = values.tested ? await take(next.name) : undefined;
        if (!(taken ?? (await judge(next, runs, seed)))) isGreen = false;
      }
    };
    await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
    return isGreen ? 0 : 1;
  } finally {
    await tearDown?.();
  }
}

process.exitCode = await main();
