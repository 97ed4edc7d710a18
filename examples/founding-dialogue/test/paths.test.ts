import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { nodeIsTooOld } from '../src/nodeVersion.ts';
import { asArgument, freePath, startingFolder } from '../src/store/databasePath.ts';
import { temporaryFolder } from './support/temporary.ts';

describe('where the database lies', () => {
  test('a free path lies next to what is there, leftovers of SQLite included', () => {
    const path = join(temporaryFolder(), 'dialogues.db');
    expect(freePath(path)).toBe(path);
    writeFileSync(path, '');
    expect(freePath(path)).toBe(path.replace('.db', '-2.db'));
    writeFileSync(path.replace('.db', '-2.db-wal'), '');
    expect(freePath(path)).toBe(path.replace('.db', '-3.db'));
  });

  test('only its own npm script tells where the person stands', () => {
    expect(startingFolder('demo', { npm_lifecycle_event: 'demo', INIT_CWD: '/somewhere' })).toBe('/somewhere');
    expect(startingFolder('demo', { npm_lifecycle_event: 'test', INIT_CWD: '/somewhere' })).toBe(process.cwd());
    expect(startingFolder('demo', {})).toBe(process.cwd());
  });

  test.each([
    ['/home/me/a.db', 'a.db'],
    ['/home/me/sub/a.db', 'sub/a.db'],
    ['/elsewhere/a.db', '/elsewhere/a.db'],
    ['/home/me/--json', '/home/me/--json'],
    ['/home/me/my data.db', "'my data.db'"],
    ["/home/me/it's.db", String.raw`'it'\''s.db'`],
    ['/home/me/\u001b[2J.db', String.raw`'\x1b[2J.db'`],
  ])('%s as an argument', (path, expected) => {
    expect(asArgument(path, '/home/me')).toBe(expected);
  });
});

test.each([
  ['20.20.2', true],
  ['22.11.9', true],
  ['22.12.0', false],
  ['24.0.0', false],
])('Node %s is too old: %s', (version, expected) => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    expect(nodeIsTooOld(version)).toBe(expected);
    expect(write.mock.calls.map(([text]) => String(text)).join('')).toMatch(expected ? /Node 22\.12 or newer/ : /^$/);
  } finally {
    write.mockRestore();
  }
});
