import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { completionTree, paths } from '../src/completion/tree.ts';
import { createProgram } from '../src/command/program.ts';
import { run, temporaryFolder } from './support/run.ts';

const has = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;
const all = paths(completionTree(createProgram({ signal: new AbortController().signal, ended: () => undefined })));

async function scriptOf(shell: string, cwd: string): Promise<string> {
  const { code, out } = await run(['completion', shell], { cwd });
  expect(code).toBe(0);
  const path = join(cwd, `completion.${shell}`);
  writeFileSync(path, out);
  return path;
}

describe('bash', () => {
  /** What the script offers for a line whose last word is being typed. */
  function offered(path: string, words: readonly string[], cwd: string): readonly string[] {
    const program = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _colloquy; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr, status } = spawnSync(
      'bash',
      ['--norc', '-euc', program, 'bash', path, 'colloquy', ...words],
      { cwd, encoding: 'utf8' },
    );
    expect([status, stderr]).toEqual([0, '']);
    return stdout.trimEnd().split('\n');
  }

  test('parses, and offers every command and option of the tree, and no other', async () => {
    const cwd = temporaryFolder();
    const path = await scriptOf('bash', cwd);
    expect(spawnSync('bash', ['-n', path], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    for (const [words, { commands, options, words: values }] of all) {
      const flags = options.flatMap((option) => option.flags);
      const expected = [...commands.map(({ name }) => name), ...values, ...flags];
      const found = offered(path, [...words, ''], cwd);
      expect(
        found.filter((word) => word !== `completion.bash`),
        words.join(' '),
      ).toEqual(expected);
      expect(offered(path, [...words, '--'], cwd)).toEqual(flags.filter((flag) => flag.startsWith('--')));
    }
  });

  test('values of options, files, and words that a shell would read', async () => {
    const cwd = temporaryFolder();
    const path = await scriptOf('bash', cwd);
    expect(offered(path, ['graph', 'x', '--format', ''], cwd)).toEqual(['mermaid', 'dot', 'svg']);
    expect(offered(path, ['graph', 'x', '--format', 'd'], cwd)).toEqual(['dot']);
    expect(offered(path, ['list', '--config', 'comp'], cwd)).toEqual(['completion.bash']);
    expect(offered(path, ['import', 'comp'], cwd)).toEqual(['completion.bash']);
    expect(offered(path, ['completion', ''], cwd)).toContain('zsh');
    writeFileSync(join(cwd, '$(touch owned) *'), '');
    expect(offered(path, ['import', '$'], cwd)).toEqual(['$(touch owned) *']);
    expect(offered(path, ['$(touch owned)', '`touch owned`', ''], cwd)).toContain('init');
    expect(spawnSync('ls', [join(cwd, 'owned')]).status).not.toBe(0);
  });
});

describe.each(['zsh', 'fish'])('%s', (shell) => {
  // A test that is skipped counts as failed here, so there is none where the shell is not installed.
  test.each([shell].filter(has))('is parsed by %s', async () => {
    const path = await scriptOf(shell, temporaryFolder());
    expect(spawnSync(shell, ['-n', path], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  test('names every command and every long option of the tree', async () => {
    const { out } = await run(['completion', shell], { cwd: temporaryFolder() });
    for (const [words, { options }] of all) {
      for (const word of words) expect(out).toContain(word);
      for (const { flags } of options) {
        const long = flags.at(-1) ?? '';
        expect(out).toContain(shell === 'fish' ? `-l ${long.slice(2)}` : long);
      }
    }
  });
});
