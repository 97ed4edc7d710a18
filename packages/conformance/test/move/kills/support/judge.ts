import { verifyChainContinuity, type LogEntry, type StoredRecord } from '@colloquy/core';
import { endOf } from '../../../../src/dialogue/support/errors.ts';
import { kindOf, lookAt, textOf, type Look, type SideLook } from './look.ts';
import { documentOf, type Scene } from './Scene.ts';
import type { SideName, Stage } from './Stage.ts';

const sideNames = ['source', 'target'] as const;

/** What is wrong, each as a line. */
export class Findings {
  readonly all: string[] = [];

  check(holds: boolean, what: string): void {
    if (!holds) this.all.push(what);
  }

  same(actual: unknown, expected: unknown, what: string): void {
    const [is, due] = [textOf([actual]), textOf([expected])];
    if (is !== due) this.all.push(`${what}: ${is.slice(0, 160)} instead of ${due.slice(0, 160)}`);
  }
}

const logRoot = /^key#log#/;

/** What must hold wherever a process was killed, before anybody goes on. */
export async function judgeLeft(stage: Stage, scene: Scene, findings: Findings): Promise<Look> {
  const look = await lookAt(stage, scene.id);
  const [giver, taker] = [look[scene.giver], look[scene.taker]];
  const [was, had] = [scene.before[scene.giver], scene.before[scene.taker]];
  const active = sideNames.filter((name) => look[name].state === 'active');
  findings.check(active.length < 2, 'both stores are active');
  findings.check(
    sideNames.every((name) => look[name].state !== 'contradicted'),
    'a store was left without a residence',
  );
  if (scene.errand === 'purge') judgePurged(giver, was, taker, had, findings);
  else {
    if (giver.rows.log.length === was.rows.log.length) {
      findings.check(giver.dump === was.dump, 'the source was touched before an entry of a move is in its log');
    }
    judgeAcknowledged(giver, was, findings, 'the source');
    judgeArriving(giver, taker, had, findings);
    const out = giver.rows.log.findLast((entry) => kindOf(entry) === 'migrate.out');
    const hasArrivals = taker.rows.log.length > had.rows.log.length;
    const isKept = look.registered.some(({ entry }) => textOf(entry) === textOf(out));
    findings.check(!hasArrivals || isKept, 'rows were copied before the register knows that the source was left');
  }
  await judgeChains(stage, scene, look, findings);
  return look;
}

/** Records as they were, the log as it was, and behind it nothing but boundary entries, the last of which is the head. */
function judgeAcknowledged({ rows }: SideLook, was: SideLook, findings: Findings, who: string): void {
  const { log, records, head } = rows;
  const known = was.rows.log.length;
  findings.same(records, was.rows.records, `records of ${who}`);
  findings.same(log.slice(0, known), was.rows.log, `acknowledged entries of ${who}`);
  const behind = log.slice(known).map(kindOf);
  findings.check(
    behind.every((kind) => kind.startsWith('migrate.')),
    `${who} has ${behind.join(', ')} behind what was acknowledged`,
  );
  const last = log.at(-1);
  const { n, commitId, header, auth } = last ?? {};
  findings.same(head, last && { n, commitId, header, auth }, `the head of ${who}`);
}

/** Nothing is at the target that the source has not, or that was not there before. */
function judgeArriving(giver: SideLook, taker: SideLook, had: SideLook, findings: Findings): void {
  const entries = new Set(giver.rows.log.map((entry) => textOf(entry)));
  const strange = (entry: LogEntry): boolean => !kindOf(entry).startsWith('migrate.') && !entries.has(textOf(entry));
  findings.same(
    taker.rows.log.filter(strange).map(({ n }) => n),
    [],
    'entries at the target that the source has not',
  );
  const known = new Set([...giver.rows.records, ...had.rows.records].map((record) => textOf(record)));
  const unknown = taker.rows.records.filter((record) => !known.has(textOf(record)));
  findings.same(
    unknown.map(({ key }) => key),
    [],
    'records at the target that the source has not',
  );
}

function judgePurged(giver: SideLook, was: SideLook, taker: SideLook, had: SideLook, findings: Findings): void {
  findings.check(taker.dump === had.dump, 'the store that holds the dialogue was touched');
  findings.same(giver.rows.log, was.rows.log, 'the log of the retired copy');
  findings.same(giver.rows.head, was.rows.head, 'the head of the retired copy');
  if (giver.state === 'moved') findings.check(giver.dump === was.dump, 'the retired copy was touched');
  const roots = (records: readonly StoredRecord[]): readonly StoredRecord[] =>
    records.filter(({ key }) => logRoot.test(key));
  findings.same(roots(giver.rows.records), roots(was.rows.records), 'the log roots of the retired copy');
  if (giver.state === 'purged')
    findings.same(giver.rows.records, roots(was.rows.records), 'records that outlived the purge');
}

async function judgeChains(stage: Stage, { id }: Scene, look: Look, findings: Findings): Promise<void> {
  for (const { name, store } of stage.sides) {
    const { state } = look[name];
    if (state === 'absent' || state === 'importing' || state === 'aborted') continue;
    const { continuous, broken, unknown, n } = await verifyChainContinuity(store, id, {
      tenant: 'tests',
      movers: [stage.signer.verifier],
    });
    findings.same(
      { continuous, broken, unknown, n },
      { continuous: true, broken: undefined, unknown: [], n: look[name].rows.head?.n },
      `the chain of the ${name}`,
    );
  }
}

/** What must hold when a move was ended: this store and no other has the dialogue, whole. */
export async function judgeEnd(stage: Stage, scene: Scene, active: SideName, findings: Findings): Promise<void> {
  const { id, before } = scene;
  // It publishes what a mover that died behind its last entry did not.
  const { fork } = await stage.mover({ turned: scene.errand === 'back' }).status(id);
  findings.same(fork, undefined, 'the logs of the two stores parted');
  const look = await judgeLeft(stage, scene, findings);
  const other = active === 'source' ? 'target' : 'source';
  const holder = scene.errand === 'purge' ? 'target' : scene.giver;
  findings.same(look[active].state, 'active', `the state of the ${active}`);
  findings.check(look[other].state !== 'active', `the ${other} is active too`);
  judgeAcknowledged(look[active], before[holder], findings, `the ${active}, which has the dialogue`);
  judgeOther(look, active, other, before[other], findings);
  judgeCopied(look[active], findings);
  judgeRegister(look, active, findings);
  await judgeWithKeys(stage, scene, active, look[other].state, findings);
}

function judgeOther(look: Look, active: SideName, other: SideName, had: SideLook, findings: Findings): void {
  const { state, rows } = look[other];
  const { log } = look[active].rows;
  if (state === 'absent') findings.same([rows.log.length, rows.records.length], [0, 0], `rows of the absent ${other}`);
  else if (state === 'aborted') {
    findings.same(rows.log, had.state === 'importing' ? [] : had.rows.log, `the log that is left at the ${other}`);
    if (had.rows.head === undefined) findings.same(rows.records, [], `records that are left at the ${other}`);
  } else {
    findings.same(rows.log, log.slice(0, rows.log.length), `the log of the ${other}`);
    findings.check(
      kindOf(rows.log.at(-1) ?? { header: new Uint8Array() }) === 'migrate.out',
      `the ${other} was not left`,
    );
  }
}

/** `migrate.in` says what was read back. */
function judgeCopied({ rows }: SideLook, findings: Findings): void {
  const last = rows.log.at(-1);
  if (last === undefined || kindOf(last) !== 'migrate.in') return;
  const { copied } = JSON.parse(Buffer.from(last.body).toString()) as {
    readonly copied: { readonly records: number; readonly bytes: number };
  };
  const bytes = rows.records.reduce((sum, { envelope }) => sum + envelope.byteLength, 0);
  findings.same([copied.records, copied.bytes], [rows.records.length, bytes], 'what migrate.in says that was copied');
}

/** Every entry of it is one of the log; the last boundary entry of the log is in it. */
function judgeRegister({ registered, ...look }: Look, active: SideName, findings: Findings): void {
  const { log } = look[active].rows;
  for (const { entry } of registered) {
    findings.same(
      entry,
      log.find(({ n }) => n === entry.n),
      `the register at ${entry.n}`,
    );
  }
  const last = log.findLast((entry) => kindOf(entry).startsWith('migrate.'));
  findings.same(registered.at(-1)?.entry, last, 'the last entry of the register');
}

async function judgeWithKeys(
  stage: Stage,
  { id, document }: Scene,
  active: SideName,
  state: SideLook['state'],
  findings: Findings,
): Promise<void> {
  const other = active === 'source' ? 'target' : 'source';
  const [here, there] = [stage.dialogues(stage[active]), stage.dialogues(stage[other])];
  findings.same(documentOf((await here.load(id)).state), document, `what the ${active} holds, read with keys`);
  const { ok, findings: found } = await here.verify(id);
  findings.same([ok, found], [true, []], `verify at the ${active}`);
  if (state === 'moved') await there.load(id);
  const write = { expert: 'muffin', round: 0, score: 77 };
  const refusal = await endOf(() => there.scoreExpert(id, write));
  const codes: Partial<Record<SideLook['state'], string>> = {
    absent: 'dialogue_not_found',
    moved: 'dialogue_moved',
    purged: 'dialogue_moved',
  };
  const isOverBase = (await stage[other].fixture.probe.rows(id)).head !== undefined;
  findings.same(
    refusal,
    codes[state] ?? (isOverBase ? 'dialogue_moved' : 'dialogue_moving'),
    `a write to the ${other}`,
  );
  findings.same(await endOf(() => here.scoreExpert(id, write)), 'ok', `a write to the ${active}`);
}
