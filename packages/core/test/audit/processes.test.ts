import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import type { AuditHead } from '../../src/audit/AuditEvent.ts';
import { verifyAudit } from '../../src/audit/verify/verifyAudit.ts';

const child = join(import.meta.dirname, 'support', 'writerChild.ts');

interface End {
  readonly signal: string | null;
  /** What was answered for, and pinned. */
  readonly heads: readonly AuditHead[];
  readonly failures: readonly string[];
}

async function write(path: string, principal: string, groups: number, dies: number | 'never'): Promise<End> {
  const parameters = [child, path, principal, String(groups), String(dies)];
  const running = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [out, [code, signal]] = await Promise.all([
    text(running.stdout),
    once(running, 'close') as Promise<[number | null, string | null]>,
  ]);
  if (signal === null && code !== 0) throw new Error(`the child ended with ${code}`);
  const lines = out.split('\n').filter((line) => line !== '');
  const said = lines.map((line) => JSON.parse(line) as (AuditHead & { failed?: string }) | null);
  return {
    signal,
    heads: said.filter((each) => each !== null && each.failed === undefined) as AuditHead[],
    failures: said.map((each) => each?.failed).filter((each) => each !== undefined),
  };
}

async function temporaryPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'colloquy-audit-processes-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'audit', 'crypto.jsonl');
}

test('killed within a line again and again: what was answered for is there', { timeout: 60_000 }, async () => {
  const path = await temporaryPath();
  const pinned: AuditHead[] = [];
  // Nothing, one byte, within the first event, within a group, and with the newline of the next write alone.
  for (const dies of [0, 1, 20, 400, 1, 1, 1500, 2000, 9]) {
    const { signal, heads, failures } = await write(path, `dies-${dies}`, 9, dies);
    expect([signal, failures], `after ${dies} bytes`).toEqual(['SIGKILL', []]);
    pinned.push(...heads);
  }
  const last = await write(path, 'lives', 2, 'never');
  expect(last).toMatchObject({ signal: null, failures: [] });
  pinned.push(...last.heads);
  const report = await verifyAudit(path, { pinned });
  expect(report).toMatchObject({ findings: [], unrecorded: 0, head: pinned.at(-1) });
  // Three stretches of torn writes: those that followed one another are told together.
  expect(report.torn).toBe(3);
  expect(pinned.length).toBeGreaterThan(3);
});

test(
  'two processes on one file: nothing answered for is lost, and what was not shows',
  { timeout: 60_000 },
  async () => {
    const path = await temporaryPath();
    const ends = await Promise.all([write(path, 'a', 40, 'never'), write(path, 'b', 40, 'never')]);
    const answered = ends.flatMap(({ heads }) => heads);
    const lines = new Set(
      (await readFile(path, 'latin1')).split('\n').map((line) => /"hash":"([0-9a-f]{64})"/.exec(line)?.[1]),
    );
    expect(answered.filter(({ hash }) => !lines.has(hash))).toEqual([]);
    expect(
      [...new Set(ends.flatMap(({ failures }) => failures))].filter((reason) => reason !== 'foreign_write'),
    ).toEqual([]);
    // Whether they met, the machine decides; when the chain has forked, one of them was told.
    const { findings } = await verifyAudit(path);
    const kinds = [...new Set(findings.map(({ kind }) => kind))];
    expect(kinds.filter((kind) => !['duplicated', 'link_broken', 'foreign_line'].includes(kind))).toEqual([]);
    if (kinds.length > 0) expect(ends.flatMap(({ failures }) => failures)).toContain('foreign_write');
  },
);
