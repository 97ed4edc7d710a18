import { existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareAscii } from '@colloquy/core';
import { describe, expect, test } from 'vitest';
import { keysDirectory } from '../src/store/databasePath.ts';
import { between, run } from './support/run.ts';
import { example, store } from './support/stored.ts';
import { temporaryFolder } from './support/temporary.ts';

describe('npm run demo', () => {
  test('a first and a second run: the same figures, the same n, nothing added', async () => {
    const cwd = temporaryFolder();
    const first = await run('main', [], { cwd });
    expect(first.err).toBe('');
    expect(first.code).toBe(0);
    const path = join(cwd, '.colloquy', 'founding-dialogue.db');
    expect(existsSync(path)).toBe(true);
    expect(first.out).toMatch(/^ENCRYPTED /m);
    expect(first.out).toContain('founding-dialogue.db.keys');
    expect(first.out).toMatch(/^ {2}found +nothing yet$/m);
    expect(first.out).toMatch(/^ {4}status converged +commit 7$/m);
    expect(first.out).toContain('ALIGNMENT 415 = W135 C104 T92 R84');
    const head = /log head +n = 7, hash ([0-9a-f]{64})/.exec(first.out)?.[1];
    expect(head).toBeDefined();

    const second = await run('main', [], { cwd });
    expect(second.err).toBe('');
    expect(second.code).toBe(0);
    expect(second.out).toMatch(
      /^ {2}found +the dialogue, converged, n = 7; verified: 7 commits, \d+ records, no finding$/m,
    );
    expect(second.out.match(/commit \d, there already$/gm)).toHaveLength(7);
    expect(second.out).toContain(`n = 7, hash ${head}`);
    for (const [from, to] of [
      ['RFC 0058', 'Three things'],
      ['Three things', 'Log'],
      ['Log', 'Beside the database'],
    ] as const) {
      expect(between(second.out, from, to)).toBe(between(first.out, from, to));
    }
    // The command that it names works as it stands.
    const [, named = ''] = /npm run verify -- (.+)$/m.exec(second.out) ?? [];
    expect(named).toBe('.colloquy/founding-dialogue.db');
    expect((await run('verify', [named], { cwd })).code).toBe(0);
  });

  test('--fresh starts over in a new file and leaves the old one as it is', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'dialogues.db');
    await store(path);
    const before = readFileSync(path);
    const { code, out } = await run('main', ['--file', path, '--fresh']);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}found +nothing yet$/m);
    expect(out).toContain(join(folder, 'dialogues-2.db'));
    expect(readdirSync(folder).toSorted(compareAscii)).toEqual([
      'dialogues-2.db',
      'dialogues-2.db.audit',
      'dialogues-2.db.keys',
      'dialogues.db',
      'dialogues.db.audit',
      'dialogues.db.keys',
    ]);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('without its keys: said so, and nothing is made where they should be, so that they can be put back', async () => {
    const path = join(temporaryFolder(), 'dialogues.db');
    await store(path);
    const keys = keysDirectory(path);
    renameSync(keys, `${path}.away`);
    const { code, err } = await run('main', ['--file', path]);
    expect(code).toBe(1);
    expect(err).toMatch(/^key_missing: /m);
    expect(existsSync(keys)).toBe(false);
    renameSync(`${path}.away`, keys);
    expect((await run('main', ['--file', path])).code).toBe(0);
  });

  test('no line is wider than a page, and none holds a control character', async () => {
    const { out } = await run('main', ['--file', join(temporaryFolder(), 'wide.db')]);
    for (const line of out.split('\n')) {
      if (!line.startsWith('Check it yourself')) expect(line.length).toBeLessThanOrEqual(100);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  });

  test('another edition of the example in the file: said so, with what to do', async () => {
    const path = join(temporaryFolder(), 'stale.db');
    await store(path, { ...example, dialogue: { ...example.dialogue, title: 'An earlier edition' } });
    const { code, err } = await run('main', ['--file', path]);
    expect(code).toBe(1);
    expect(err).toMatch(/^operation_mismatch: /m);
    expect(err).toContain('npm run demo -- --fresh');
    expect(err).not.toMatch(/^ +at /m);
  });

  test('a file that is no database is left as it is', async () => {
    const path = join(temporaryFolder(), 'notes.txt');
    writeFileSync(path, 'not a database, just some notes\n'.repeat(100));
    const { code, err } = await run('main', ['--file', path]);
    expect(code).toBe(1);
    expect(err).toMatch(/^not_a_database: /m);
    expect(readFileSync(path, 'utf8')).toBe('not a database, just some notes\n'.repeat(100));
  });

  test('a folder that does not exist is reported and not made', async () => {
    const folder = join(temporaryFolder(), 'misspelled');
    const { code, err } = await run('main', ['--file', join(folder, 'dialogues.db')]);
    expect(code).toBe(1);
    expect(err).toMatch(/^cannot_open: /m);
    expect(existsSync(folder)).toBe(false);
  });

  test('DEBUG adds the stack', async () => {
    const { err } = await run('main', ['--file', join(temporaryFolder(), 'no', 'x.db')], { env: { DEBUG: '1' } });
    expect(err).toMatch(/^ +at /m);
  });

  test.each([[['--nope']], [['--file=']], [['--file']], [['surplus']]])(
    '%j is misuse: usage, exit code 1',
    async (args) => {
      const { code, out, err } = await run('main', args);
      expect(code).toBe(1);
      expect(out).toBe('');
      expect(err).toContain('npm run demo -- [options]');
    },
  );

  test('--help says what there is, and does nothing', async () => {
    const cwd = temporaryFolder();
    const { code, out, err } = await run('main', ['--help'], { cwd });
    expect([code, err]).toEqual([0, '']);
    for (const option of ['--file', '--fresh', '--no-color', '--help']) expect(out).toContain(option);
    expect(readdirSync(cwd)).toEqual([]);
  });
});
