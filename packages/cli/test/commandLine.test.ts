import { readFileSync } from 'node:fs';
import { compareAscii, errorCodes } from '@colloquy/core';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../src/command/program.ts';
import { exitCodeLines, exitCodes } from '../src/exit/exitCodes.ts';
import { remedies } from '../src/exit/remedies.ts';
import { run, temporaryFolder } from './support/run.ts';

function leaves(command: Command): readonly Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
}

const program = createProgram({ signal: new AbortController().signal, ended: () => undefined });
const all = leaves(program);

function pathOf(command: Command): string {
  const above = command.parent;
  return above === null ? command.name() : `${pathOf(above)} ${command.name()}`;
}

describe('help', () => {
  test.each(all.map((command) => [pathOf(command), command] as const))(
    '%s has a description and examples of itself',
    async (path, command) => {
      expect(command.description()).toMatch(/\.$/);
      const { code, out, err } = await run([...path.split(' ').slice(1), '--help'], { cwd: temporaryFolder() });
      expect([code, err]).toEqual([0, '']);
      const [, examples = ''] = out.split('\nExamples:\n');
      const lines = examples.trimEnd().split('\n');
      expect(
        lines.every((line) => line.includes(path)),
        examples,
      ).toBe(true);
      expect(out).toContain('--json');
    },
  );

  test('there are the commands that the documentation names', () => {
    expect(all.map((command) => pathOf(command).replace('colloquy ', ''))).toEqual([
      'init',
      'import',
      'export',
      'list',
      'show',
      'scoreboard',
      'graph',
      'verify',
      'checkpoint',
      'migrate start',
      'migrate status',
      'migrate resume',
      'migrate cancel',
      'migrate back',
      'migrate purge',
      'keys create',
      'keys check',
      'keys rotate',
      'keys reseal',
      'keys rewrap',
      'keys add-epoch',
      'keys destroy-epoch',
      'keys erase',
      'keys create-mover',
      'keys pin-mover',
      'audit verify',
      'doctor',
      'setup',
      'completion',
    ]);
  });

  test('the table of exit codes stands in the help and in the README', async () => {
    const { out } = await run(['--help'], { cwd: temporaryFolder() });
    expect(out).toContain(exitCodeLines().join('\n'));
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const rows = [...readme.matchAll(/^\| +(\d+) \| (.*?) +\|$/gm)].map(([, code, meaning]) => [Number(code), meaning]);
    expect(rows).toEqual(Object.values(exitCodes));
  });

  test('every error code has an end of its kind, what was not touched, and what to do', () => {
    expect(Object.keys(remedies).sort(compareAscii)).toEqual(Object.keys(errorCodes).sort(compareAscii));
    for (const { exit, untouched, next } of Object.values(remedies)) {
      expect(exit).not.toBe('done');
      expect(untouched).toMatch(/\.$/);
      expect(next).toMatch(/\.$/);
    }
  });

  test('commands that advice names exist', () => {
    const named = Object.values(remedies).flatMap(({ next }) =>
      [...next.matchAll(/`colloquy ([a-z-]+(?: [a-z-]+)?)/g)].map(([, path = '']) => path),
    );
    const known = all.map((command) => pathOf(command).replace('colloquy ', ''));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((path) => !known.some((each) => path === each || path.startsWith(`${each} `)))).toEqual([]);
  });
});

describe('a wrong call ends with 2, on standard error alone', () => {
  test.each([
    [[], /Name a command/],
    [['nonsense'], /^unknown command 'nonsense'/],
    [['list', '--nonsense'], /^unknown option '--nonsense'/],
    [['list', '--limit', 'many'], /whole number/],
    [['list', '--json', '--ndjson'], /Give either --json or --ndjson/],
    [['show'], /^missing required argument 'dialogue'/],
    [['show', 'No Id'], /^invalid_dialogue_id: /],
    [['keys'], /Name a command/],
    [['graph', 'x', '--format', 'png'], /mermaid, dot, svg/],
    [['completion', 'tcsh'], /bash, zsh, fish/],
    [['import', 'absent.json'], /configuration_invalid/],
    [['init', '--sqlite', 'a', '--dynamo', 'b'], /One backend is active/],
    [['init', '--tenant', 'acme'], /Name the backend/],
    [['init', '--postgres', 'postgres://u:quite-secret@h/d'], /takes the name of an environment variable/],
    [['setup', '--table', 'x'], /are for --print/],
    [['setup', '--print', 'sql', '--backend', 'dynamo'], /DynamoDB has no SQL/],
    [['verify', '--note', 'x'], /pinned/],
    [['checkpoint'], /configuration_invalid/],
  ] as const)('%j', async (args, message) => {
    const { code, out, err } = await run(args, { cwd: temporaryFolder() });
    expect(out).toBe('');
    expect(err).toMatch(message);
    expect(err).not.toContain('quite-secret');
    expect(code).toBe(err.includes('configuration_invalid') ? 3 : 2);
  });

  test('with --json the error is one line of JSON', async () => {
    const cwd = temporaryFolder();
    expect(await run(['list', '--json', '--nonsense'], { cwd })).toMatchObject({
      out: '',
      err: `{"error":{"code":"usage","message":"unknown option '--nonsense'","exitCode":2}}\n`,
    });
    const { err, code } = await run(['list', '--json'], { cwd });
    expect(code).toBe(3);
    expect(JSON.parse(err)).toMatchObject({
      error: {
        code: 'configuration_invalid',
        exitCode: 3,
        untouched: 'Nothing was read or written.',
        context: { faults: [{ path: 'backend.name' }, { path: 'keys.provider' }, { path: 'tenant' }] },
      },
    });
  });
});

test('--version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  expect(await run(['--version'], { cwd: temporaryFolder() })).toMatchObject({ code: 0, out: `${version}\n`, err: '' });
});
