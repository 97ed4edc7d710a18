import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { CodecSpy } from '../support/CodecSpy.ts';
import { endOf, expectEnd, nameOf, sure } from '../support/errors.ts';
import { beforeCommit } from '../support/interfere.ts';
import { headOf, isTombstone, keyed, kindsAfter, recordsOf } from '../support/keyWork.ts';
import { dumpOf, expectSound } from '../support/state.ts';
import { beginning, id, perform, performAll, tension } from '../support/story.ts';

export const koRetireLaws: readonly DialogueLaw[] = [
  {
    clause: 'KO-RESEAL-03',
    title: 'the minimum rises to what is in use, the wraps below become tombstones, and what was under them is refused',
    run: async (t) => {
      const fixture = await keyed(t);
      const store = fixture.store();
      const operations = fixture.operations();
      const old = await recordsOf(fixture);
      for (let time = 0; time < 2; time++) await operations.rotateDataKey(id);
      const { n } = await headOf(fixture);
      const { retired } = await operations.reseal(id);
      t.equal(retired, [1, 2], 'not-retired');
      t.equal(await kindsAfter(fixture, n), ['key.reseal', 'key.retire'], 'not-retired');
      const { dek, dekMin } = await headOf(fixture);
      t.equal([dek, dekMin], [3, 3], 'not-retired');
      const records = await recordsOf(fixture);
      for (const key of ['key#dek#0001', 'key#dek#0002']) t.check(isTombstone(sure(records.get(key))), 'not-buried');
      t.check(!isTombstone(sure(records.get('key#dek#0003'))), 'buried-too-much');
      t.check(!isTombstone(sure(records.get('key#log#0001'))), 'buried-too-much');
      await expectSound(t, fixture.store(), id, 'not-sound');
      // The old wrap and the old record, put back: neither opens.
      for (const key of ['key#dek#0001', 'perspective#00#01']) await fixture.probe.putRecord(id, sure(old.get(key)));
      for (const each of [store, fixture.store()]) {
        await expectEnd(t, () => each.item(id, 'P0001'), ['integrity_error', 'integrity_error/codec'], 'old-accepted');
        t.check((await endOf(() => each.load(id))).startsWith('integrity_error'), 'old-accepted', { message: 'load' });
        const found = (await each.verify(id)).findings.map(({ kind, key }) => `${kind} ${key}`);
        t.equal(found, ['record_replayed key#dek#0001', 'record_replayed perspective#00#01'], 'old-accepted', 'verify');
      }
    },
  },
  {
    clause: 'KO-RESEAL-03',
    title: 'upon a verified load: a version that a record is still under is not retired',
    run: async (t) => {
      const fixture = await keyed(t);
      const store = fixture.store();
      await fixture.operations().rotateDataKey(id);
      let sent = 0;
      // Another rotates when everything is under version 2 and version 1 is about to be retired.
      const act = async (): Promise<void> => {
        if ((sent += 1) === 2) await fixture.operations().rotateDataKey(id);
      };
      const { retired } = await fixture.operations({ backend: beforeCommit(fixture.backend, act) }).reseal(id);
      const { dek, dekMin } = await headOf(fixture);
      t.equal([retired, dek, dekMin], [[1], 3, 2], 'wrong-minimum');
      await perform(store, id, tension);
      for (const each of [store, fixture.store()]) {
        t.equal(await endOf(() => each.load(id)), 'ok', 'retired-too-much');
        await expectSound(t, each, id, 'retired-too-much');
      }
    },
  },
  {
    clause: 'KO-RESEAL-04',
    title: 'with nothing to do nothing is written',
    run: async (t) => {
      const fixture = await keyed(t);
      const operations = fixture.operations();
      for (let time = 0; time < 2; time++) {
        const dump = await dumpOf(fixture.probe, id);
        const { n } = await headOf(fixture);
        const { dialogueId: _, ...result } = await operations.reseal(id);
        t.equal(result, { n, records: 0, commits: 0, retired: [] }, 'wrong-answer');
        t.equal(await dumpOf(fixture.probe, id), dump, 'wrote');
        await operations.rotateDataKey(id);
        await operations.reseal(id);
      }
    },
  },
  {
    clause: 'KO-RESEAL-04',
    title: 'a record of the greatest size, whose rev gets another digit: limit_exceeded, and everything stays readable',
    run: async (t) => {
      const fixture = await t.open();
      const spy = new CodecSpy();
      const store = fixture.store({ codecOf: spy.over });
      await performAll(store, id, beginning);
      const claim = async (content: string): Promise<number> => {
        const input = { type: 'claim', round: 0, label: 'x', content, contributors: ['muffin'] };
        await perform(store, id, { method: 'registerItem', input });
        return sure(spy.sealed.findLast(({ key }) => key.startsWith('claim#'))).plaintext.byteLength;
      };
      // A character that JSON writes in six bytes, and letters for the rest.
      const greatest = 303_103;
      const base = await claim('\u0001'.repeat(40_000));
      t.equal(await claim('\u0001'.repeat(40_000) + 'x'.repeat(greatest - base)), greatest, 'the-test-itself');
      const operations = fixture.operations();
      for (let time = 0; time < 5; time++) await operations.rotateDataKey(id);
      const error: unknown = await t.rejects(() => operations.reseal(id), 'not-refused');
      t.equal(nameOf(error), 'limit_exceeded', 'not-refused');
      t.equal((await headOf(fixture)).dekMin, 1, 'retired');
      for (const each of [store, fixture.store()]) {
        t.equal((await each.item(id, 'C0002'))?.value.id, 'C0002', 'not-readable');
        await expectSound(t, each, id, 'not-readable');
      }
    },
  },
];
