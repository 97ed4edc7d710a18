import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import {
  ColloquyError,
  createAuditTrail,
  createDialogueStore,
  createLocalKeys,
  dialogueId,
  FileAuditSink,
  isColloquyError,
  openLocalKeys,
  sha256Hex,
  verifyAudit,
  type AuditEvent,
  type AuditSink,
  type AuditTrail,
  type AuditWarning,
  type DialogueStore,
} from '@colloquy/core';
import { expect, onTestFinished, test } from 'vitest';
import { openForTest, temporaryFolder } from './support/temporary.ts';

const id = dialogueId('nvidia-analysis');
const place = { tenant: 'acme', dialogue: id, epoch: 1 };
const records = (operation: string, count: number): Partial<AuditEvent> => ({
  operation,
  outcome: 'ok',
  ...place,
  keyVersions: [1, 1],
  counts: { records: count },
});
const provider = 'local-file';

/** A file sink whose disk is full when a test says so. */
class FullDisk extends FileAuditSink {
  full = false;
  override async append(...parameters: Parameters<FileAuditSink['append']>): Promise<void> {
    if (this.full) throw new ColloquyError('storage_full', 'There is no space left.');
    return super.append(...parameters);
  }
}

interface Place {
  readonly folder: string;
  readonly database: string;
  readonly log: string;
}

function newPlace(): Place {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'audit'), { mode: 0o700 });
  return { folder, database: join(folder, 'dialogues.db'), log: join(folder, 'audit', 'crypto.jsonl') };
}

function trailTo(sink: AuditSink): AuditTrail {
  const trail = createAuditTrail({ sink, principal: 'svc-7', onFailure: 'refuse' });
  onTestFinished(() => trail.close());
  return trail;
}

async function start({ folder, database }: Place, audit: AuditTrail, first: boolean): Promise<DialogueStore> {
  const backend = await openForTest({ path: database });
  const open = first ? createLocalKeys : openLocalKeys;
  const { keyring } = await open({ directory: join(folder, 'keys'), header: backend.header, tenant: 'acme', audit });
  return createDialogueStore({ backend, keyring, audit });
}

/** What the file has said since it was asked last, without places in the chain, ids and times. */
function reader({ log }: Place): () => readonly Partial<AuditEvent>[] {
  let read = 0;
  return () => {
    const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1);
    const news = lines.slice(read);
    read = lines.length;
    return news.map((line) => {
      const said = JSON.parse(line) as Record<string, unknown>;
      expect(said['principal']).toBe('svc-7');
      for (const name of ['v', 'chain', 'n', 'id', 'time', 'prev', 'hash', 'principal']) delete said[name];
      return said;
    });
  };
}

/** Changes one byte of an envelope behind the store's back, and its digest along with it. */
function damage(target: Place, at: number): void {
  const database = new Database(target.database);
  const where = "key LIKE 'dialogue#%'";
  const row = database.prepare(`SELECT envelope FROM records WHERE ${where}`).get() as {
    readonly envelope: Buffer;
  };
  row.envelope[at] = (row.envelope[at] ?? 0) ^ 1;
  database
    .prepare(`UPDATE records SET envelope = ?, digest = ? WHERE ${where}`)
    .run(row.envelope, sha256Hex(row.envelope));
  database.close();
}

test('every use of a key leaves its event, from the first start on', async () => {
  const here = newPlace();
  const audit = trailTo(new FileAuditSink({ path: here.log }));
  const store = await start(here, audit, true);
  const news = reader(here);
  const started = news();
  const kekId = started.find(({ operation }) => operation === 'kek.open')?.kekId;
  expect(kekId).toMatch(/^[0-9a-f]{32}$/);
  expect(started).toEqual([
    { operation: 'master-key.create', provider, outcome: 'begun' },
    { operation: 'master-key.create', provider, outcome: 'ok' },
    { operation: 'master-key.open', provider, outcome: 'ok' },
    { operation: 'kek.create', provider, tenant: 'acme', epoch: 1, outcome: 'ok' },
    { operation: 'vault.put', tenant: 'acme', epoch: 1, outcome: 'begun' },
    { operation: 'vault.put', tenant: 'acme', epoch: 1, outcome: 'ok', counts: { stored: 1 } },
    { operation: 'kek.open', provider, tenant: 'acme', epoch: 1, kekId, outcome: 'ok' },
    { operation: 'master-key.open', provider, tenant: 'acme', outcome: 'ok' },
    { operation: 'kek.open', provider, tenant: 'acme', epoch: 1, kekId, outcome: 'ok' },
  ]);

  const wrap = { ...place, kekId, keyVersions: [1, 1], outcome: 'ok' };
  await store.create(id, { title: 'NVIDIA analysis' });
  expect(news()).toEqual([
    { operation: 'log-root.wrap', ...wrap },
    { operation: 'dek.wrap', ...wrap },
    records('record.seal', 2),
  ]);
  await store.registerExpert(id, { slug: 'cupcake', role: 'Analyst', tier: 'Core', source: 'pool' });
  expect(news().map(({ operation }) => operation)).toContain('record.seal');
  // Warm: the keys are there.
  await store.load(id);
  expect(news()).toEqual([records('record.open', 3)]);
  const handle = await store.open(id);
  news();
  await handle.refresh();
  expect(news()).toEqual([]);
  await audit.close();

  // Cold: another process, with the same file.
  const again = trailTo(new FileAuditSink({ path: here.log }));
  const second = await start(here, again, false);
  expect(news()).toEqual([
    { operation: 'master-key.open', provider, tenant: 'acme', outcome: 'ok' },
    { operation: 'kek.open', provider, tenant: 'acme', epoch: 1, kekId, outcome: 'ok' },
  ]);
  await second.load(id);
  expect(news()).toEqual([
    { operation: 'log-root.unwrap', ...wrap },
    { operation: 'dek.unwrap', ...wrap },
    records('record.open', 3),
  ]);
  const head = again.head();
  const report = await verifyAudit(here.log, { pinned: head === undefined ? [] : [head] });
  expect(report).toMatchObject({ findings: [], head, torn: 0, unrecorded: 0 });
});

test('what was tampered with leaves an event, with the step when it was opened', async () => {
  const here = newPlace();
  const audit = trailTo(new FileAuditSink({ path: here.log }));
  const store = await start(here, audit, true);
  await store.create(id, { title: 'NVIDIA analysis' });
  const news = reader(here);
  const refused = { tenant: 'acme', dialogue: id, outcome: 'refused', code: 'integrity_error' };
  const failing = async (call: () => Promise<unknown>): Promise<Record<string, unknown>> => {
    const error = await call().catch((caught: unknown) => caught);
    if (!isColloquyError(error, 'integrity_error')) throw new Error('not refused', { cause: error });
    return error.context;
  };

  // A point read opens what lies there: step 4 is the tag, step 3 the commitment.
  for (const [at, step] of [
    [100, 4],
    [40, 3],
  ] as const) {
    damage(here, at);
    news();
    expect(await failing(async () => store.get(id))).toEqual({ dialogueId: id, key: 'dialogue#meta' });
    expect(news()).toEqual([
      { operation: 'record.open', ...refused, epoch: 1, keyVersions: [1, 1], counts: { records: 1 }, step },
    ]);
  }
  // A load finds it before it opens anything.
  const { reason } = await failing(async () => store.load(id));
  expect(reason).toBe('state_tag');
  expect(news()).toEqual([{ operation: 'dialogue.check', ...refused, check: 'state_tag' }]);
  const { findings } = await store.verify(id);
  expect(findings.length).toBeGreaterThan(0);
  expect(news().at(-1)).toEqual({ operation: 'dialogue.verify', ...refused, counts: { findings: findings.length } });
});

test('a full disk: under refuse nothing goes on, under warn everything does, and the gap shows', async () => {
  const here = newPlace();
  const sink = new FullDisk({ path: here.log });
  const audit = trailTo(sink);
  const store = await start(here, audit, true);
  await store.create(id, { title: 'NVIDIA analysis' });
  const expert = { slug: 'cupcake', role: 'Analyst', tier: 'Core', source: 'pool' } as const;

  sink.full = true;
  for (const call of [async () => store.load(id), async () => store.registerExpert(id, expert)]) {
    const error = await call().catch((caught: unknown) => caught);
    expect(isColloquyError(error, 'audit_failed') && error.context).toMatchObject({ reason: 'storage_full' });
    expect((error as Error).message).toContain('There is no space left.');
  }
  sink.full = false;
  const loaded = await store.load(id);
  expect(loaded.n).toBe(1);
  expect(loaded.state.list('expert')).toEqual([]);
  const news = reader(here);
  expect(news().at(-1)).toMatchObject({ operation: 'record.open', unrecorded: 2 });
  await audit.close();

  const warnings: AuditWarning[] = [];
  const other = new FullDisk({ path: here.log });
  const lenient = createAuditTrail({
    sink: other,
    principal: 'svc-7',
    onFailure: 'warn',
    onWarning: (warning) => warnings.push(warning),
  });
  onTestFinished(() => lenient.close());
  const second = await start(here, lenient, false);
  other.full = true;
  await second.registerExpert(id, expert);
  expect((await second.load(id)).state.list('expert')).toHaveLength(1);
  expect(warnings.map(({ reason }) => reason)).toEqual(warnings.map(() => 'storage_full'));
  expect(warnings.length).toBeGreaterThanOrEqual(2);
  other.full = false;
  news();
  await second.load(id);
  expect(news()).toMatchObject([{ operation: 'record.open', unrecorded: warnings.length }]);
  expect(await verifyAudit(here.log)).toMatchObject({ findings: [], unrecorded: 2 + warnings.length });
});

test('a key of another store leaves an event that says refused', async () => {
  const here = newPlace();
  const audit = trailTo(new FileAuditSink({ path: here.log }));
  await start(here, audit, true);
  const stranger = newPlace();
  await start(stranger, trailTo(new FileAuditSink({ path: stranger.log })), true);
  const news = reader(here);
  news();
  const mixed = start({ ...here, folder: stranger.folder }, audit, false);
  await expect(mixed).rejects.toMatchObject({ code: 'wrong_key' });
  expect(news()).toEqual([
    { operation: 'master-key.open', provider, tenant: 'acme', outcome: 'refused', code: 'wrong_key' },
  ]);
});
