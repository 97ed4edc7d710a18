import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Stands in for npm, npx and python3: fails for the command that $FAIL names, and answers `npm test` with $REPORT. */
const stub = `#!/usr/bin/env bash
for word in "$@"; do
  case "$word" in --outputFile.json=*) [ -z "$REPORT" ] || printf '%s' "$REPORT" > "\${word#*=}" ;; esac
done
[ "$*" = "$FAIL" ] && exit 1
[ "$*" = "$ABSENT" ] && exit 3
[ "$1 $DIE" = "test yes" ] && kill -TERM "$PPID" && exit 1
[ "$2 $DIE" = "pgbouncer beside" ] && kill -KILL "$PPID" && exit 1
exit 0
`;

const passed = JSON.stringify({
  success: true,
  numPassedTests: 7,
  numTotalTests: 7,
  testResults: [{ status: 'passed' }],
});

/** Checks that pass here besides the tests. The one for the tarballs cannot: there is nothing to pack. */
const others = 15;

describe('.ci/run', () => {
  let folder = '';
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function run(given: { FAIL?: string; ABSENT?: string; REPORT?: string; DIE?: string }): {
    lastLine: string;
    status: number | null;
  } {
    folder = mkdtempSync(join(tmpdir(), 'colloquy-ci-'));
    for (const path of ['.ci', 'scripts', 'package.json'])
      cpSync(join(root, path), join(folder, path), { recursive: true });
    mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
    mkdirSync(join(folder, 'bin'));
    symlinkSync(process.execPath, join(folder, 'node_modules/.bin/node'));
    for (const name of ['npm', 'npx', 'python3']) {
      writeFileSync(join(folder, 'bin', name), stub);
      chmodSync(join(folder, 'bin', name), 0o755);
    }
    const env = {
      FAIL: '',
      ABSENT: '',
      REPORT: '',
      DIE: '',
      ...given,
      PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
    };
    const { stdout, status } = spawnSync(join(folder, '.ci/run'), { cwd: folder, env, encoding: 'utf8' });
    return { lastLine: stdout.trimEnd().split('\n').at(-1) ?? '', status };
  }

  test('counts each test and each other check', () => {
    expect(run({ REPORT: passed })).toEqual({ lastLine: `${others + 7} passed, 1 failed`, status: 1 });
  });

  test('a check that fails is counted, and the rest still runs', () => {
    expect(run({ REPORT: passed, FAIL: 'run lint' })).toEqual({
      lastLine: `${others - 1 + 7} passed, 2 failed`,
      status: 1,
    });
  });

  test('a second reader that disagrees has failed; one that lacks its package has not', () => {
    const reader = 'scripts/verify-vectors.py';
    expect(run({ REPORT: passed, FAIL: reader }).lastLine).toBe(`${others - 1 + 7} passed, 2 failed`);
    rmSync(folder, { recursive: true, force: true });
    expect(run({ REPORT: passed, ABSENT: reader }).lastLine).toBe(`${others + 7} passed, 1 failed`);
  });

  test('the suite through PgBouncer counts where there is one, and is let go where there is none', () => {
    expect(run({ REPORT: passed, FAIL: 'run pgbouncer' }).lastLine).toBe(`${others - 1 + 7} passed, 2 failed`);
    rmSync(folder, { recursive: true, force: true });
    expect(run({ REPORT: passed, ABSENT: 'run pgbouncer' }).lastLine).toBe(`${others + 7} passed, 1 failed`);
  });

  test('checks that go on beside, and are killed there, have failed', () => {
    expect(run({ REPORT: passed, DIE: 'beside' })).toEqual({
      lastLine: `${others - 1 + 7} passed, 2 failed`,
      status: 1,
    });
  });

  test('nothing runs after a failed install, and the line is there', () => {
    expect(run({ REPORT: passed, FAIL: 'ci' })).toEqual({ lastLine: '0 passed, 2 failed', status: 1 });
  });

  test('a test run that leaves no report has failed', () => {
    expect(run({})).toEqual({ lastLine: `${others} passed, 2 failed`, status: 1 });
  });

  test('a run that is stopped says so on its last line', () => {
    expect(run({ REPORT: passed, DIE: 'yes' })).toEqual({ lastLine: '5 passed, 1 failed', status: 1 });
  });
});
