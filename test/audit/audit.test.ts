import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createAuditTrail, FileAuditSink } from '@colloquy/core';
import { expect, onTestFinished, test } from 'vitest';

const script = resolve(import.meta.dirname, '../../scripts/audit.ts');

function run(
  folder: string,
  ...parameters: readonly string[]
): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, INIT_CWD: folder, NODE_NO_WARNINGS: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...parameters], { env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-audit-script-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('verifies a file, prints its head, and finds what was done to it, with and without pins', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'crypto.jsonl');
  const trail = createAuditTrail({ sink: new FileAuditSink({ path }), principal: 'svc', onFailure: 'refuse' });
  for (let count = 0; count < 3; count++) await trail.record({ operation: 'test.tick', outcome: 'ok' });
  const head = trail.head();
  await trail.close();

  const sound = run(folder, 'verify', 'crypto.jsonl');
  const summary = '3 events, 0 unfinished writes, 0 events that were not confirmed';
  expect(sound).toEqual({ status: 0, stderr: '', stdout: `${summary}\n${JSON.stringify(head)}\n` });
  writeFileSync(join(folder, 'heads'), `${JSON.stringify(head)}\n`);
  expect(run(folder, 'verify', 'crypto.jsonl', 'heads')).toEqual(sound);

  const lines = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, lines.toSpliced(2, 1).join('\n'));
  expect(run(folder, 'verify', 'crypto.jsonl')).toMatchObject({ status: 0, stderr: '' });
  expect(run(folder, 'verify', 'crypto.jsonl', 'heads')).toMatchObject({
    status: 1,
    stderr: 'truncated: line 2: event 3 was pinned, and the chain ends with 2\n',
  });
  writeFileSync(path, lines.toSpliced(1, 1).join('\n'));
  expect(run(folder, 'verify', 'crypto.jsonl')).toMatchObject({
    status: 1,
    stderr: 'missing: line 2: event 2 is missing\n',
  });
});

test.each([
  [[], /verify FILE/],
  [['verify'], /verify FILE/],
  [['check', 'x'], /verify FILE/],
  [['verify', 'a', 'b', 'c'], /verify FILE/],
  [['verify', 'absent'], /ENOENT/],
  [['verify', 'heads', 'heads'], /JSON/],
] as const)('%j ends with 2', (parameters, message) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'heads'), 'no head\n');
  expect(run(folder, ...parameters)).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(message) as string,
  });
});
