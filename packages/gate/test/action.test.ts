import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { renderReport } from '../src/index.ts';
import { add, countNotes } from './catalogue/support/countNotes.ts';
import { Project, temporaryFolder } from './catalogue/support/Project.ts';

const folder = join(import.meta.dirname, '..');

interface Step {
  readonly name: string;
  readonly if?: string;
  readonly shell: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action = parse(readFileSync(join(folder, 'action.yml'), 'utf8')) as Action;

/** Does what a runner does with the steps of a composite action: inputs into the environment, and each script with bash. */
function runAction(root: string, inputs: Readonly<Record<string, string>>) {
  const value = (text: string): string =>
    text.replaceAll(
      /\$\{\{ inputs\.([\w-]+) \}\}/g,
      (_, name: string) => inputs[name] ?? action.inputs[name]?.default ?? '',
    );
  const files = Object.fromEntries(
    ['GITHUB_STEP_SUMMARY', 'GITHUB_OUTPUT'].map((name) => [name, join(root, `${name}.txt`)]),
  );
  for (const file of Object.values(files)) writeFileSync(file, '');
  let output = '';
  for (const { if: condition, env = {}, run, shell } of action.runs.steps) {
    expect(shell).toBe('bash');
    expect(run).not.toContain('${{');
    if (condition === "inputs.suite != ''" && value('${{ inputs.suite }}') === '') continue;
    const own = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, value(text)]));
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ...files, ...own },
    });
    output += stdout + stderr;
    if (status !== 0) return { status, output, summary: readFileSync(files['GITHUB_STEP_SUMMARY'] ?? '', 'utf8') };
  }
  return { status: 0, output, summary: readFileSync(files['GITHUB_STEP_SUMMARY'] ?? '', 'utf8') };
}

/** The model project as a repository, with the command where npm would put it. */
function repository(root: string): void {
  const git = (...args: readonly string[]): unknown => execFileSync('git', args, { cwd: root, stdio: 'pipe' });
  new Project().writeTo(root);
  renderReport({ root, write: true });
  writeFileSync(join(root, '.gitignore'), 'node_modules\nreports\nGITHUB_*\ngate.*\n');
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('-c', 'user.name=c', '-c', 'user.email=c@example.com', 'commit', '--quiet', '--message=base');
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  const command = join(root, 'node_modules/.bin/colloquy-gate');
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${join(folder, 'dist/bin.js')}' "$@"\n`, {
    mode: 0o755,
  });
}

test('a good change: the suite runs first, the summary has the traits and the verdict', async () => {
  using temporary = temporaryFolder();
  const root = temporary.path;
  repository(root);
  const project = new Project();
  await project.reports.writeTo(root);
  renameSync(join(root, 'reports'), join(root, 'waiting'));
  const { status, output, summary } = runAction(root, {
    against: 'HEAD',
    suite: 'mv waiting reports && echo the suite ran',
  });
  expect({ status, output }).toMatchObject({ status: 0 });
  expect(output).toContain('the suite ran');
  expect(summary).toContain('<summary>Traits</summary>');
  expect(summary).toContain('DialogueStore');
  expect(JSON.parse(readFileSync(join(root, 'gate.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
});

test('a bad change: annotated at its line, and the job fails', async () => {
  using temporary = temporaryFolder();
  const root = temporary.path;
  repository(root);
  const project = new Project();
  add(project, { ...countNotes, signature: '(id: string): Promise<Scoped<{ readonly notes: number }>>' });
  project.writeTo(root);
  renderReport({ root, write: true });
  await project.reports.writeTo(root);
  const { status, output, summary } = runAction(root, { against: 'HEAD' });
  const line =
    readFileSync(join(root, 'src/DialogueStore.ts'), 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('countNotes')) + 1;
  expect(status).toBe(1);
  expect(output).toContain(`::error file=src/DialogueStore.ts,line=${line},`);
  expect(summary).toContain('SCOPE-01');
});

test('a suite that fails ends the job before the gate', async () => {
  using temporary = temporaryFolder();
  const root = temporary.path;
  repository(root);
  const { status, output } = runAction(root, {
    against: 'HEAD',
    suite: 'echo the suite failed; false; echo and went on',
  });
  expect(status).toBe(1);
  expect(output).toContain('the suite failed');
  expect(output).not.toContain('and went on');
});

test('no base: the job fails, it does not pass', async () => {
  using temporary = temporaryFolder();
  const root = temporary.path;
  repository(root);
  await new Project().reports.writeTo(root);
  expect(runAction(root, { against: '0000000000000000000000000000000000000000' }).status).not.toBe(0);
});
