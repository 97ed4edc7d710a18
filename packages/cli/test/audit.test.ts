import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAuditTrail, FileAuditSink } from '@colloquy/core';
import { expect, test } from 'vitest';
import { run, storeWithExample, temporaryFolder } from './support/run.ts';

test('verifies a file, prints its head, and finds what was done to it, with and without pins', async () => {
  const cwd = temporaryFolder();
  const path = join(cwd, 'crypto.jsonl');
  const trail = createAuditTrail({ sink: new FileAuditSink({ path }), principal: 'svc', onFailure: 'refuse' });
  for (let count = 0; count < 3; count++) await trail.record({ operation: 'test.tick', outcome: 'ok' });
  const head = trail.head();
  await trail.close();

  const sound = await run(['audit', 'verify', 'crypto.jsonl'], { cwd });
  const summary = '3 events, 0 unfinished writes, 0 events that were not confirmed';
  expect(sound).toMatchObject({ code: 0, err: '', out: `${summary}\n${JSON.stringify(head)}\n` });
  writeFileSync(join(cwd, 'heads'), `${JSON.stringify(head)}\n`);
  expect(await run(['audit', 'verify', 'crypto.jsonl', 'heads'], { cwd })).toEqual(sound);

  const lines = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, lines.toSpliced(2, 1).join('\n'));
  expect(await run(['audit', 'verify', 'crypto.jsonl'], { cwd })).toMatchObject({ code: 0, err: '' });
  expect(await run(['audit', 'verify', 'crypto.jsonl', 'heads'], { cwd })).toMatchObject({
    code: 1,
    err: '  truncated        line 2: event 3 was pinned, and the chain ends with 2\n',
  });
  writeFileSync(path, lines.toSpliced(1, 1).join('\n'));
  expect(await run(['audit', 'verify', 'crypto.jsonl'], { cwd })).toMatchObject({
    code: 1,
    err: '  missing        line 2: event 2 is missing\n',
  });
  expect(JSON.parse((await run(['audit', 'verify', 'crypto.jsonl', '--json'], { cwd })).out)).toMatchObject({
    ok: false,
    findings: [{ kind: 'missing', line: 2 }],
  });
});

test.each([
  [[], /missing required argument 'file'/],
  [['a', 'b', 'c'], /too many arguments/],
  [['absent'], /ENOENT/],
  [['heads', 'heads'], /heads, line 1, is not JSON/],
] as const)('%j ends with 2', async (parameters, message) => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'heads'), 'no head\n');
  const { code, out, err } = await run(['audit', 'verify', ...parameters], { cwd });
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(message);
});

test('what the command opens stands in the configured audit, reading included', async () => {
  const cwd = await storeWithExample();
  const env = { COLLOQUY_AUDIT: 'audit/crypto.jsonl', COLLOQUY_ACTOR: 'operator-7' };
  expect(await run(['show', 'where-to-store'], { cwd, env })).toMatchObject({ code: 0, err: '' });
  const events = readFileSync(join(cwd, 'audit/crypto.jsonl'), 'utf8');
  expect(events).toMatch(/"operator-7"/);
  expect(events).toMatch(/where-to-store/);
  expect(await run(['audit', 'verify', 'audit/crypto.jsonl'], { cwd })).toMatchObject({ code: 0, err: '' });
});
