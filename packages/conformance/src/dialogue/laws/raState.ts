import { whenRoomy } from '../../laws/support/applies.ts';
import type { RecordKey } from '@colloquy/core';
import type { DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { expectEnd, sure } from '../support/errors.ts';
import { headOf, keyed, recordsOf } from '../support/keyWork.ts';
import { dumpOf, expectSound } from '../support/state.ts';
import { id, perform, roundBatch, tension, type Step } from '../support/story.ts';
import { one } from '../support/tampering.ts';
import { layDown, mixed, tornBehind, type Moment } from '../support/torn.ts';
import { momentsOf, ofKeys, several, single } from '../support/tornStory.ts';

const reason = 'Restored the copy of last night.';

async function repair(fixture: DialogueFixture, options = {}): Promise<number> {
  const recovery = fixture.recovery({ actor: 'operator' });
  const { digest } = await recovery.doctor(id, options);
  return (await recovery.reattest(id, { ...options, digest, reason })).n;
}

export const raStateLaws: readonly DialogueLaw[] = [
  {
    clause: 'RA-ATTEST-02',
    title: 'whatever changed since the diagnosis, nothing is written',
    run: async (t) => {
      const { fixture, moments } = await momentsOf(t, sure(several[0]));
      const [first, middle] = moments as [Moment, Moment];
      const changes: readonly (() => Promise<unknown>)[] = [
        () => fixture.probe.removeRecord(id, one),
        () => fixture.probe.putRecord(id, sure(middle.rows.records.find(({ key }) => key === one))),
        () => fixture.probe.putHead(id, sure(first.rows.head)),
        () => fixture.probe.removeEntry(id, sure(moments.at(-1)?.rows.head).n),
        () =>
          perform(fixture.store(), id, {
            method: 'registerExpert',
            input: { slug: 'brioche', role: 'Baker', tier: 'Core', source: 'pool' },
          }),
      ];
      for (const [at, change] of changes.entries()) {
        await tornBehind(fixture, moments);
        const recovery = fixture.recovery();
        const { digest, verdict } = await recovery.doctor(id);
        t.equal(verdict, 'torn', 'the-test-itself');
        await change();
        const before = await dumpOf(fixture.probe, id);
        await expectEnd(
          t,
          () => recovery.reattest(id, { digest, reason }),
          'revision_conflict',
          'stale-accepted',
          `change ${at}`,
        );
        t.equal(await dumpOf(fixture.probe, id), before, 'wrote', `change ${at}`);
      }
    },
  },
  {
    clause: 'RA-ATTEST-04',
    title: 'entry and sealed record say what was accepted and lost, by whom and why; verify tells it, also much later',
    run: async (t) => {
      const { fixture, moments } = await momentsOf(t, sure(single[0]));
      await tornBehind(fixture, moments);
      const end = sure(moments.at(-1)).rows.log.length;
      const recovery = fixture.recovery({ actor: 'operator' });
      const { digest } = await recovery.doctor(id);
      const { n, statement } = await recovery.reattest(id, { digest, reason });
      t.equal(n, end + 1, 'other-entry');
      await perform(fixture.store(), id, tension);
      const { ok, findings, reattestations } = await fixture.store().verify(id);
      t.check(ok, 'called-a-fault', { actual: findings });
      t.equal(
        reattestations.map((each) => [each.n, each.actor, each.statement]),
        [[n, 'operator', statement]],
        'not-told',
      );
      t.equal([statement.reason, statement.diagnosis, statement.head?.n], [reason, digest, end], 'not-stated');
      t.equal(
        statement.records,
        [
          { key: 'event#tension#T0001#0002', state: 'missing', stands: 0, log: end },
          { key: one, state: 'behind', stands: end - 1, log: end },
        ],
        'not-stated',
      );
      t.equal([statement.complete, statement.lostEntries, statement.removedEntries], [false, null, []], 'not-stated');
      const { entries } = await fixture.store().history(id, n, 1);
      t.equal(
        entries.map(({ kind, actor }) => [kind, actor]),
        [['reattest', 'operator']],
        'not-told',
      );
      const key = `reattest#${String(n).padStart(16, '0')}` as RecordKey;
      const record = sure((await recordsOf(fixture)).get(key));
      t.check(!Buffer.from(record.envelope).toString('latin1').includes('Restored'), 'in-the-clear');
      t.equal(record.attributes, {}, 'in-the-clear');
    },
  },
  {
    clause: 'RA-ATTEST-04',
    applies: whenRoomy,
    title:
      'entries that are lost and entries that were removed are stated; with all records there nothing else is lost',
    run: async (t) => {
      const { fixture, moments } = await momentsOf(t, sure(several[0]));
      const [first, middle, final] = moments as [Moment, Moment, Moment];
      const n = sure(final.rows.head).n;
      // All that was written is there but the entry before the last.
      await layDown(
        fixture.probe,
        mixed(moments, (item) => (item === n - 1 ? first : final)),
      );
      t.check(middle.rows.head !== undefined, 'the-test-itself');
      const recovery = fixture.recovery();
      const found = await recovery.doctor(id);
      t.equal([found.verdict, found.complete], ['torn', true], 'not-stated');
      const { statement } = await recovery.reattest(id, { digest: found.digest, reason });
      t.equal([statement.complete, statement.lostEntries], [true, { from: n - 1, to: n }], 'not-stated');
      t.equal(
        statement.removedEntries.map((each) => each.n),
        [n],
        'not-stated',
      );
      t.equal(statement.head?.n, n, 'not-stated');
      await expectSound(t, fixture.store(), id, 'not-sound');
    },
  },
  {
    clause: 'RA-ATTEST-05',
    title: 'the number of what is lost is not given again, and what names it is told',
    run: async (t) => {
      const { fixture, moments } = await momentsOf(t, sure(several[1]));
      const [first, , final] = moments as [Moment, Moment, Moment];
      // The edge came through, the item that it leads to did not; once its entries did, once they did not.
      for (const isLogged of [true, false]) {
        const log = isLogged ? final : first;
        const chosen = (item: string | number): Moment =>
          typeof item === 'number' || item === 'head' ? log : item.startsWith('ref#') ? final : first;
        await layDown(fixture.probe, mixed(moments, chosen));
        const found = await fixture.recovery().doctor(id);
        t.equal(
          found.dangling.map((each) => each.id),
          ['T0002'],
          'not-told',
        );
        await repair(fixture);
        const loaded = await fixture.store().load(id);
        t.equal(
          loaded.state.list('ref').map(({ targetId }) => targetId),
          ['T0002'],
          'not-kept',
        );
        t.equal(await fixture.store().item(id, 'T0002'), undefined, 'invented');
        const step: Step = {
          method: 'registerRound',
          input: { round: 1, panel: [{ slug: 'muffin', source: 'retained' }] },
        };
        await perform(fixture.store(), id, step);
        const written = await fixture
          .store()
          .registerItem(id, { type: 'tension', round: 0, label: 'C', description: 'D', contributors: ['muffin'] });
        t.equal(written.value.id, 'T0003', 'number-given-again');
      }
      const { fixture: other, moments: whole } = await momentsOf(t, sure(several[2]));
      await tornBehind(other, whole);
      await repair(other);
      await perform(other.store(), id, { method: 'registerRound', input: roundBatch(1) });
      const { state } = await other.store().load(id);
      const ids = state.list('tension').map((each) => each.id);
      t.equal(ids, ['T0001', 'T0102'], 'number-given-again', 'by a whole round');
    },
  },
  {
    clause: 'RA-ATTEST-06',
    title:
      'a rotation or a rewrapping that came through in part: every key is where the head says, and what is lost is made anew',
    run: async (t) => {
      for (const story of [sure(ofKeys[0]), sure(ofKeys[2])]) {
        const { fixture, moments } = await momentsOf(t, story);
        await tornBehind(fixture, moments);
        await expectEnd(t, () => repair(fixture), 'ok', 'not-mended', story.name);
        const { n } = await headOf(fixture);
        const { statement } = sure((await fixture.store().verify(id)).reattestations[0]);
        const isRotation = story === ofKeys[0];
        t.equal(statement?.keysMade, isRotation ? ['key#dek#0002'] : [], 'not-stated', story.name);
        await perform(fixture.store(), id, tension);
        const keyring = await fixture.openKeyring();
        if (!isRotation) await fixture.operations().destroyEpoch(1);
        await fixture.store({ keyring }).load(id);
        t.equal((await fixture.operations().rotateDataKey(id)).n, n + 2, 'not-writable', story.name);
        await expectSound(t, fixture.store(), id, 'not-sound');
      }
    },
  },
  {
    clause: 'RA-ATTEST-07',
    title: 'half an erasure stays one, and a later state that is known is given up in so many words or not at all',
    run: async (t) => {
      const fixture = await keyed(t);
      const before = await fixture.probe.rows(id);
      await fixture.operations().erase(id);
      const erased = await fixture.probe.rows(id);
      const torn = [
        { ...before, head: erased.head },
        { ...before, log: erased.log },
        { ...erased, records: before.records },
      ];
      for (const [at, rows] of torn.entries()) {
        await layDown(fixture.probe, rows);
        const recovery = fixture.recovery();
        const { digest, obstacles, erased: n } = await recovery.doctor(id, { within: 1e12 });
        t.equal([obstacles, n], [['erased'], before.log.length + 1], 'brought-back', `case ${at}`);
        const call = () => recovery.reattest(id, { digest, reason, within: 1e12 });
        await expectEnd(t, call, 'key_erased', 'brought-back', `case ${at}`);
      }
      const { fixture: other, moments } = await momentsOf(t, sure(single[0]));
      const { n, logHead } = await other.store().load(id);
      await layDown(other.probe, sure(moments[0]).rows);
      await other.probe.removeHead(id);
      const seen = { n, logHead };
      const recovery = other.recovery();
      const { digest } = await recovery.doctor(id, { seen });
      await expectEnd(t, () => recovery.reattest(id, { digest, reason, seen }), 'integrity_error/rollback', 'given-up');
      const { statement } = await recovery.reattest(id, { digest, reason, seen, acceptRollback: true });
      t.equal(statement.rolledBack.length, 1, 'not-stated');
    },
  },
];
