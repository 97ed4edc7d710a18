import { describe, expect, test } from 'vitest';
import { owners } from '../../src/rules/checks/owners.ts';
import { decidingLine, isOwner, readOwners } from '../../src/text/codeOwners.ts';
import { change, decision, side, told } from '../support/change.ts';

const all = [
  '* @everybody',
  '/docs/ @team',
  '/src/ @team',
  '/colloquy-gate.json @team',
  '/gate-exceptions.yaml @team',
  '/CODEOWNERS @team',
];

function judge(lines: readonly string[] | undefined): readonly string[] {
  const texts = lines === undefined ? {} : { CODEOWNERS: lines.join('\n') };
  return told(owners(change(side({ 'Store.head': {} }, [decision('0001')], { texts }))));
}

describe('OWNERS-01', () => {
  test('everything has an owner', () => {
    expect(judge(all)).toEqual([]);
    expect(judge(['* @everybody'])).toEqual([]);
  });

  test('no file, and nothing in it', () => {
    const paths = ['src', 'docs/adr', 'CODEOWNERS', 'colloquy-gate.json', 'docs/traits.md', 'gate-exceptions.yaml'];
    expect(judge(undefined)).toEqual(
      paths.map((path) => `OWNERS-01 ${path} CODEOWNERS:1:1 ${path} has no owner: there is no CODEOWNERS.`),
    );
    expect(judge(['# nobody'])).toEqual(
      paths.map((path) => `OWNERS-01 ${path} CODEOWNERS:1:1 ${path} has no owner: no line matches it.`),
    );
  });

  test('the last line that matches decides, and takes the owner away when it names none', () => {
    expect(judge([...all, '/docs/adr'])).toEqual([
      'OWNERS-01 docs/adr CODEOWNERS:7:1 docs/adr has no owner: the last line that matches it, "/docs/adr", names no owner.',
    ]);
    expect(judge(['/docs/adr', ...all])).toEqual([]);
  });

  test('one file of a folder without an owner', () => {
    expect(judge([...all, '/docs/adr/0001*'])).toEqual([
      'OWNERS-01 docs/adr/0001-a-title.md CODEOWNERS:7:1 docs/adr/0001-a-title.md has no owner: the last line that matches it, "/docs/adr/0001*", names no owner.',
    ]);
    expect(judge([...all, '/src/Store.ts'])).toEqual([
      'OWNERS-01 src/Store.ts CODEOWNERS:7:1 src/Store.ts has no owner: the last line that matches it, "/src/Store.ts", names no owner.',
    ]);
  });

  test('a file that may be added has an owner too', () => {
    expect(judge(['/docs/traits.md @a', '/docs/adr/0001-a-title.md @a', ...all.slice(2)])).toEqual([
      'OWNERS-01 docs/adr CODEOWNERS:1:1 docs/adr has no owner: no line matches it.',
    ]);
  });

  test('what is no owner owns nothing', () => {
    expect(judge([...all, '/docs/adr/ team @nobody/'])).toEqual([
      'OWNERS-01 docs/adr CODEOWNERS:7:1 docs/adr has no owner: the last line that matches it, "/docs/adr/", names team, @nobody/, which is no @user, @org/team or address.',
    ]);
  });
});

test.each([
  ['@user', true],
  ['@org/team-name', true],
  ['docs@example.com', true],
  ['user', false],
  ['@', false],
  ['@org/', false],
  ['a@b', false],
])('%s is an owner: %s', (text, expected) => {
  expect(isOwner(text)).toBe(expected);
});

// The examples of GitHub's documentation, and the differences from gitignore that it names.
test.each<[pattern: string, yes: readonly string[], no: readonly string[]]>([
  ['*', ['a.md', 'a/b/c.ts', '.github/CODEOWNERS'], []],
  ['*.js', ['a.js', 'a/b.js'], ['a.jsx', 'js']],
  ['/build/logs/', ['build/logs/a', 'build/logs/b/c'], ['a/build/logs/b', 'build/logs']],
  ['docs/*', ['docs/getting-started.md'], ['docs/build-app/troubleshooting.md', 'a/docs/b.md']],
  ['apps/', ['apps/a', 'x/apps/a/b'], ['apps']],
  ['/docs/', ['docs/a/b'], ['a/docs/b']],
  ['**/logs', ['logs/a', 'build/logs', 'deeply/nested/logs/a'], ['logsx']],
  ['/apps/github', ['apps/github', 'apps/github/a'], ['apps/githubx', 'x/apps/github']],
  ['docs/adr', ['docs/adr/a.md'], ['x/docs/adr/a.md', 'docs/adrs']],
  ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b/c'], ['ab', 'x/a/b']],
  ['docs/**', ['docs/a', 'docs/a/b'], ['docs', 'x/docs/a']],
  ['/*', ['a.md'], ['a/b.md']],
  ['/src/*.ts', ['src/a.ts'], ['src/a/b.ts', 'src/atts']],
  ['file?.md', ['file1.md', 'a/fileX.md'], ['file.md', 'file12.md']],
  ['with\\ space/', ['with space/a'], ['with/a']],
  ['!docs/', [], ['docs/a', '!docs/a']],
  ['/doc[s]/', [], ['docs/a', 'doc[s]/a']],
  ['Docs/', ['Docs/a'], ['docs/a']],
  ['/', [], ['a']],
])('the pattern %s', (pattern, yes, no) => {
  const lines = readOwners(`${pattern} @a`);
  expect(yes.filter((path) => decidingLine(lines, path) === undefined)).toEqual([]);
  expect(no.filter((path) => decidingLine(lines, path) !== undefined)).toEqual([]);
});

test('comments, blank lines and CRLF', () => {
  const lines = readOwners('\uFEFF# first\r\n\r\n  *.md @a @b # and why\r\n#*.ts @c\r\n');
  expect(lines.map(({ number, pattern, owners: names }) => [number, pattern, names])).toEqual([
    [3, '*.md', ['@a', '@b']],
  ]);
});
