import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../src/command/main.ts';
import { renderReport, ruleIds } from '../src/index.ts';
import { add, countNotes } from './catalogue/support/countNotes.ts';
import { Project, temporaryFolder } from './catalogue/support/Project.ts';

const folder = temporaryFolder();
const root = folder.path;
afterAll(() => folder[Symbol.dispose]());

/** The model project with one commit, and its reports. */
beforeEach(async () => {
  rmSync(root, { recursive: true, force: true });
  const project = new Project();
  project.writeTo(root);
  renderReport({ root, write: true });
  await project.reports.writeTo(root);
  const git = (...args: readonly string[]): unknown => execFileSync('git', args, { cwd: root, stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('-c', 'user.name=c', '-c', 'user.email=c@example.com', 'commit', '--quiet', '--message=base');
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(...args: readonly string[]): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(args, {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    environment: {},
    now: () => new Date('2026-03-01T23:59:59.999Z'),
  });
  return { code, out: out.join(''), err: err.join('') };
}

const check = (...args: readonly string[]): Promise<Ran> => run('check', '--root', root, ...args);

/** A change that is refused. */
async function offend(): Promise<void> {
  const project = new Project();
  add(project, { ...countNotes, signature: '(id: string): Promise<Scoped<{ readonly notes: number }>>' });
  project.writeTo(root);
  renderReport({ root, write: true });
  await project.reports.writeTo(root);
}

describe('check', () => {
  test('0 and one line when nothing is refused', async () => {
    const { code, out, err } = await check('--against', 'main');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^colloquy-gate passed: .*3 traits, 6 methods, 3 decisions, 7 clauses, 4 proofs.*main/);
  });

  test('1 with rule, place, reason and what to do', async () => {
    await offend();
    const { code, out } = await check('--against', 'main');
    expect(code).toBe(1);
    expect(out).toMatch(
      /^SCOPE-01 {2}src\/DialogueStore\.ts:\d+:\d+\n {2}DialogueStore\.countNotes: .*string.*\n {2}Take the dialogue id first/,
    );
  });

  test.each([
    ['a branch that is not there', ['--against', 'nowhere']],
    ['an option in the place of a ref', ['--against=--output=/tmp/x']],
    ['no report', []],
  ])('3 for %s', async (title, args) => {
    if (title === 'no report') rmSync(join(root, 'reports'), { recursive: true });
    const { code, out } = await check(...args);
    expect(code).toBe(3);
    expect(out).toContain(title === 'no report' ? 'READ-07' : 'READ-08');
  });

  test.each([
    ['an unknown format', ['--format', 'xml'], 'There is no format "xml"'],
    ['a format without its file', ['--format', 'sarif='], 'names no file'],
    ['two formats for one output', ['--format', 'json', '--format', 'text'], 'Only one format goes to standard output'],
    ['a day that is none', ['--today', '2026-02-30'], '--today is a day'],
    ['an unknown option', ['--everything'], "unknown option '--everything'"],
    ['a file that cannot be written', ['--format', 'sarif=/nowhere/at/all.sarif'], 'cannot be written'],
  ])('2 for %s', async (_, args, message) => {
    const { code, err } = await check(...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test('every format into its file, beside the text', async () => {
    await offend();
    const file = (name: string): string => join(root, name);
    const formats = ['sarif', 'junit', 'json', 'github', 'summary'].flatMap((name) => [
      '--format',
      `${name}=${file(name)}`,
    ]);
    writeFileSync(file('summary'), 'An earlier step.\n');
    const { code, out } = await check('--against', 'main', '--format', 'text', ...formats);
    expect(code).toBe(1);
    expect(out).toContain('SCOPE-01');
    expect(JSON.parse(readFileSync(file('sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(JSON.parse(readFileSync(file('json'), 'utf8'))).toMatchObject({ schema: 1 });
    expect(readFileSync(file('junit'), 'utf8')).toContain('<testsuites');
    expect(readFileSync(file('github'), 'utf8')).toMatch(/^::error file=src\/DialogueStore\.ts,/);
    expect(readFileSync(file('summary'), 'utf8')).toMatch(/^An earlier step\.\n[^]*SCOPE-01/);
  });

  test('exceptions expire by the present day, and by --today', async () => {
    await offend();
    const entry = {
      rule: 'SCOPE-01',
      subject: 'DialogueStore.countNotes',
      reason: 'It goes with the next release.',
      owner: '@a/b',
    };
    writeFileSync(join(root, 'gate-exceptions.yaml'), JSON.stringify([{ ...entry, expires: '2026-03-01' }]));
    expect((await check('--against', 'main')).code).toBe(0);
    const { code, out } = await check('--against', 'main', '--today', '2026-03-02');
    expect(code).toBe(1);
    expect(out).toContain('EXCEPTION-01');
  });
});

describe('report', () => {
  test('writes its file, and says so beside the data', async () => {
    rmSync(join(root, 'docs/traits.md'));
    expect(await run('report', '--root', root)).toEqual({ code: 0, out: '', err: 'docs/traits.md is written.\n' });
    expect((await check('--against', 'main')).code).toBe(0);
  });

  test('prints, and writes nothing', async () => {
    rmSync(join(root, 'docs/traits.md'));
    const { code, out } = await run('report', '--root', root, '--print');
    expect(code).toBe(0);
    expect(out).toContain('DialogueStore');
    expect(existsSync(join(root, 'docs/traits.md'))).toBe(false);
  });

  test('3 for what cannot be read', async () => {
    rmSync(join(root, 'src/contracts/dialogueStoreContract.ts'));
    const { code, out, err } = await run('report', '--root', root);
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain('READ-05');
  });
});

describe('new-adr', () => {
  test('begins a record that check refuses until it is answered', async () => {
    const { code, out } = await run(
      'new-adr',
      '--root',
      root,
      '--method',
      'DialogueStore.pin',
      '--title',
      'Dialogues can be pinned',
    );
    expect({ code, out }).toEqual({ code: 0, out: 'docs/adr/0004-dialogues-can-be-pinned.md\n' });
    expect(readFileSync(join(root, out.trim()), 'utf8')).toContain('date: 2026-03-01');
  });

  test.each([
    ['a title', ['--method', 'DialogueStore.pin']],
    ['a method', ['--title', 'Dialogues can be pinned']],
    ['a method of a trait', ['--method', 'pin', '--title', 'Dialogues can be pinned']],
  ])('2 without %s', async (_, args) => {
    expect((await run('new-adr', '--root', root, ...args)).code).toBe(2);
  });
});

describe('explain', () => {
  test('one rule, in either case of letters', async () => {
    const { code, out } = await run('explain', 'budget-04');
    expect(code).toBe(0);
    expect(out).toMatch(/^BUDGET-04: .+\n\nWhy: .+\nWhat to do: .+\n$/);
  });

  test('all of them, a line each', async () => {
    const lines = (await run('explain')).out.trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(ruleIds);
  });

  test('2 for a rule that is none', async () => {
    const { code, err } = await run('explain', 'BUDGET-99');
    expect(code).toBe(2);
    expect(err).toContain('There is no rule "BUDGET-99"');
  });
});

describe('the program', () => {
  const bin = join(import.meta.dirname, '../dist/bin.js');

  test('help and version end with 0, and nothing to do with 2', () => {
    const program = (...args: readonly string[]) => spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8' });
    expect(program('--help')).toMatchObject({ status: 0, stderr: '' });
    expect(program('--help').stdout).toContain('3  the gate cannot judge');
    expect(program('--version')).toMatchObject({ status: 0, stdout: '0.1.0\n' });
    expect(program().status).toBe(2);
  });

  test('judges the folder it is called in', () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [bin, 'check', '--against', 'main', '--today', '2026-03-01'],
      { cwd: root, encoding: 'utf8' },
    );
    expect({ status, first: stdout.split(':')[0] }).toEqual({ status: 0, first: 'colloquy-gate passed' });
  });
});
