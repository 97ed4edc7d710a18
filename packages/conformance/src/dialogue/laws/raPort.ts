import { whenRoomy } from '../../laws/support/applies.ts';
import type { Commit, RecordKey, RepairPort } from '@colloquy/core';
import { whenStepped } from '../../laws/support/applies.ts';
import { HeldCall } from '../../steps/HeldCall.ts';
import type { DialogueContext, DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { expectEnd, sure } from '../support/errors.ts';
import { isTombstone, recordsOf, steppedBackend } from '../support/keyWork.ts';
import { dumpOf } from '../support/state.ts';
import { id, perform, tension } from '../support/story.ts';
import { one } from '../support/tampering.ts';
import { layDown, mixed, type Moment } from '../support/torn.ts';
import { momentsOf, several, single } from '../support/tornStory.ts';

const reason = 'Restored the copy of last night.';

/** A dialogue whose head is of before the last commits, and what a repair would send over it. */
async function behindLog(t: DialogueContext): Promise<{
  fixture: DialogueFixture;
  port: RepairPort;
  commit: Commit;
  over: Parameters<RepairPort['commitOver']>[2];
}> {
  const { fixture, moments } = await momentsOf(t, sure(several[0]));
  const [first, , final] = moments as [Moment, Moment, Moment];
  const n = sure(final.rows.head).n;
  await layDown(
    fixture.probe,
    mixed(moments, (item) => (item === 'head' || item === n - 1 ? first : final)),
  );
  const port = t.owed(fixture.backend.repair, 'repair');
  let sent: Parameters<RepairPort['commitOver']> | undefined;
  const repair: RepairPort = {
    pending: (...call) => port.pending(...call),
    commitOver: async (...call) => {
      sent = call;
      throw new Error('caught');
    },
  };
  const { head, get, last, load, log, commit: plain, settle } = fixture.backend;
  const methods = { head, get, last, load, log, commit: plain, settle };
  const bound = Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [name, method.bind(fixture.backend)]),
  ) as unknown as typeof methods;
  const recovery = fixture.recovery({ backend: { ...bound, repair } });
  const { digest } = await recovery.doctor(id);
  await recovery.reattest(id, { digest, reason }).catch(() => undefined);
  const [, commit, over] = sure(sent);
  return { fixture, port, commit, over };
}

export const raPortLaws: readonly DialogueLaw[] = [
  {
    clause: 'RA-PORT-01',
    applies: whenRoomy,
    title:
      'another head, none, an entry at n, a record that is not its prior: nothing is written, and the answer says why',
    run: async (t) => {
      const { fixture, port, commit, over } = await behindLog(t);
      const head = sure(over.head ?? undefined);
      const before = await dumpOf(fixture.probe, id);
      const otherId = head.commitId.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
      const others = [{ ...head, n: head.n + 1 }, { ...head, commitId: otherId }, null];
      for (const other of others) {
        const answer = await port.commitOver(id, commit, { ...over, head: other });
        t.equal([answer.outcome, answer.dialogueId], ['conflict', id], 'other-head');
        t.equal(await dumpOf(fixture.probe, id), before, 'other-head');
      }
      const [change, ...rest] = commit.changes;
      const wrong = { ...sure(change), prior: '0'.repeat(64) };
      const mismatch = await port.commitOver(id, { ...commit, changes: [wrong, ...rest] }, over);
      t.equal(mismatch.outcome === 'mismatch' ? mismatch.keys : [], [wrong.key], 'prior-ignored');
      t.equal(await dumpOf(fixture.probe, id), before, 'prior-ignored');
      const entry = { ...sure((await fixture.probe.rows(id)).log[0]), n: commit.n };
      await fixture.probe.putEntry(id, entry);
      const taken = await dumpOf(fixture.probe, id);
      t.equal((await port.commitOver(id, commit, over)).outcome, 'conflict', 'entry-replaced');
      t.equal(await dumpOf(fixture.probe, id), taken, 'entry-replaced');
      await fixture.probe.removeEntry(id, commit.n);
      await fixture.probe.removeHead(id);
      t.equal((await port.commitOver(id, commit, over)).outcome, 'conflict', 'other-head', 'the head is gone');
      t.equal((await port.commitOver(id, commit, { ...over, head: null })).outcome, 'committed', 'refused');
    },
  },
  {
    clause: 'RA-PORT-02',
    applies: whenRoomy,
    title:
      'head, entry and records of the commit are there and what was to be removed is gone; the same bytes again are committed',
    run: async (t) => {
      const { fixture, port, commit, over } = await behindLog(t);
      t.check(over.remove.length > 0, 'the-test-itself');
      const { records } = await fixture.probe.rows(id);
      for (const time of ['first', 'again']) {
        t.equal((await port.commitOver(id, commit, over)).outcome, 'committed', 'not-again', time);
        const rows = await fixture.probe.rows(id);
        t.equal([rows.head?.n, rows.head?.commitId], [commit.n, commit.commitId], 'other-rows', time);
        t.equal(
          rows.log.map(({ n }) => n),
          Array.from({ length: commit.n }, (_, at) => at + 1),
          'not-removed',
          time,
        );
        const written = new Map<RecordKey, string>(records.map(({ key, digest }) => [key, digest]));
        for (const { key, digest } of commit.changes) written.set(key, digest);
        for (const { key, digest } of rows.records) t.equal(digest, written.get(key), 'other-rows', `${time}: ${key}`);
        t.equal(rows.records.length, written.size, 'other-rows', time);
      }
    },
  },
  {
    clause: 'RA-PORT-02',
    title: 'killed before any of its requests, a repair is done or is not, and the same again finishes it',
    applies: whenStepped,
    run: async (t) => {
      let isRunning = true;
      for (let step = 0; isRunning; step++) {
        const { fixture, moments } = await momentsOf(t, sure(several[0]));
        const [first, , final] = moments as [Moment, Moment, Moment];
        await layDown(
          fixture.probe,
          mixed(moments, (item) => (item === 'head' ? first : final)),
        );
        const before = await dumpOf(fixture.probe, id);
        const { gate, backend } = await steppedBackend(t, fixture);
        const { digest } = await fixture.recovery().doctor(id);
        const call = new HeldCall(gate, () => fixture.recovery({ backend }).reattest(id, { digest, reason }));
        isRunning = await call.advance(step);
        gate.kill();
        const message = `killed before request ${step + 1}`;
        const { verdict, digest: now } = await fixture.recovery().doctor(id);
        if (verdict === 'torn') {
          t.equal(await dumpOf(fixture.probe, id), before, 'half-done', message);
          await fixture.recovery().reattest(id, { digest: now, reason });
        }
        const { ok, findings } = await fixture.store().verify(id);
        t.check(ok, 'half-done', { message, actual: findings });
        await fixture.backend.settle(id);
        t.equal((await fixture.probe.rows(id)).leftovers, 0, 'half-done', message);
      }
    },
  },
  {
    clause: 'CL-READ-09',
    title:
      'what was lost is absent to every reader and planner, in a load, by itself, in a handle, and its key can be written again',
    run: async (t) => {
      const { fixture, moments } = await momentsOf(t, sure(single[2]));
      const [first, final] = moments as [Moment, Moment];
      const handle = await fixture.store().open(id);
      t.check(handle.current.state.get(roundKey) !== undefined, 'the-test-itself');
      // Everything of a new round is lost but the entry and the head that tell of it.
      await layDown(
        fixture.probe,
        mixed(moments, (item) => (item === 'head' || typeof item === 'number' ? final : first)),
      );
      const recovery = fixture.recovery();
      const { digest } = await recovery.doctor(id);
      await recovery.reattest(id, { digest, reason });
      t.check(isTombstone(sure((await recordsOf(fixture)).get(roundKey))), 'the-test-itself');
      const { state } = await fixture.store().load(id);
      t.equal(state.get(roundKey), undefined, 'not-absent');
      await handle.refresh();
      t.equal(handle.current.state.get(roundKey), undefined, 'not-absent', 'in a handle');
      const input = { round: 1, panel: [{ slug: 'muffin', source: 'retained' }] };
      await expectEnd(t, () => perform(fixture.store(), id, { method: 'createRound', input }), 'ok', 'not-free');
      await perform(fixture.store(), id, tension);
      await perform(fixture.store(), id, { method: 'transitionItem', input: { target: 'T0001', status: 'resolved' } });
      const { ok, findings } = await fixture.store().verify(id);
      t.check(ok, 'not-sound', { actual: findings });
      t.check((await recordsOf(fixture)).has(one), 'the-test-itself');
    },
  },
];

const roundKey = 'round#01' as never;
