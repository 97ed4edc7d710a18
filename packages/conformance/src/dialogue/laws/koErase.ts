import { whenStepped } from '../../laws/support/applies.ts';
import { HeldCall } from '../../steps/HeldCall.ts';
import { compareAscii } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf, expectEnd, sure } from '../support/errors.ts';
import { FaultyCommits } from '../support/faults.ts';
import { fill, headerOf, headOf, isTombstone, keyed, keysOf, recordsOf, steppedBackend } from '../support/keyWork.ts';
import { everyUse } from '../support/reads.ts';

import { expectSound } from '../support/state.ts';
import { withHeader } from '../support/tampering.ts';
import { beginning, id, perform, performAll } from '../support/story.ts';

function byText(a: string | undefined, b: string | undefined): number {
  return compareAscii(a ?? '', b ?? '');
}

export const koEraseLaws: readonly DialogueLaw[] = [
  {
    clause: 'KO-ERASE-01',
    title:
      'first one commit with the data keys alone, then every record in commits of at most 500; log and log root stay',
    run: async (t) => {
      const fixture = await t.open();
      const store = fixture.store();
      await performAll(store, id, beginning);
      for (let round = 1; round <= 3; round++) {
        const perspectives = Array.from({ length: 99 }, () => ({ label: 'x', content: 'x', contributors: ['muffin'] }));
        await perform(store, id, { method: 'registerRound', input: { round, panel: [], perspectives } });
      }
      const operations = fixture.operations();
      await operations.rotateDataKey(id);
      const before = await recordsOf(fixture);
      const { n } = await headOf(fixture);
      const seen: number[] = [];
      const { certificate } = await operations.erase(id, { onProgress: ({ done }) => seen.push(done) });
      const after = await recordsOf(fixture);
      t.equal(after.get('key#log#0001'), before.get('key#log#0001'), 'log-root-gone');
      const { log } = await fixture.probe.rows(id);
      const entries = log.filter((entry) => entry.n > n);
      const left = before.size - 3;
      t.equal(
        entries.map(({ body }) => keysOf(body).length),
        [2, 500, left - 500],
        'wrong-batches',
      );
      t.equal(keysOf(sure(entries[0]).body), ['key#dek#0001', 'key#dek#0002'], 'keys-not-first');
      for (const { header } of entries) {
        const { kind, erased } = headerOf(header);
        t.equal([kind, erased], ['erase', n + 1], 'wrong-header');
      }
      t.equal(seen, [0, 500, left], 'wrong-progress');
      t.equal(certificate.removed, { wraps: 2, records: left }, 'wrong-answer');
      t.equal([...after.keys()], [...before.keys()], 'deleted');
      for (const [key, record] of after) {
        t.check(key === 'key#log#0001' || isTombstone(record), 'not-buried', { message: key });
      }
      const { findings, entries: counted } = await fixture.store().verify(id);
      t.equal([findings, counted], [[], n + 3], 'not-sound');
    },
  },
  {
    clause: 'KO-ERASE-01',
    title: 'nothing is left either of a writer who died in the middle of a large commit, wherever it stood',
    applies: whenStepped,
    run: async (t) => {
      const perspectives = Array.from({ length: 9 }, () => ({ label: 'x', content: 'x', contributors: ['muffin'] }));
      const batch = { method: 'registerRound', input: { round: 1, panel: [], perspectives } } as const;
      let isRunning = true;
      for (let step = 0; isRunning; step++) {
        await t.using(async (fixture) => {
          await fill(fixture);
          const { gate, backend } = await steppedBackend(t, fixture);
          const call = new HeldCall(gate, () => perform(fixture.store({ backend }), id, batch));
          isRunning = await call.advance(step);
          gate.kill();
          await fixture.operations().erase(id);
          const message = `killed before request ${step + 1}`;
          const { leftovers, records } = await fixture.probe.rows(id);
          t.equal(leftovers, 0, 'leftovers', message);
          for (const record of records) {
            t.check(record.key === 'key#log#0001' || isTombstone(record), 'not-buried', { message });
          }
          await expectSound(t, fixture.store(), id, 'not-sound');
        });
      }
    },
  },
  {
    clause: 'KO-ERASE-02',
    title:
      'from the first commit on everything but the log is key_erased: warm, cold, in a handle, before the records are gone',
    run: async (t) => {
      for (const isCut of [false, true]) {
        const fixture = await keyed(t);
        const warm = fixture.store();
        const handle = await warm.open(id);
        const first = sure((await recordsOf(fixture)).get('perspective#00#01'));
        const faulty = new FaultyCommits(isCut ? ['pass', 'refused'] : []);
        const end = await endOf(() => fixture.operations({ backend: faulty.over(fixture.backend) }).erase(id));
        t.equal(end, isCut ? 'backend_unavailable' : 'ok', 'the-test-itself');
        const stands = sure((await recordsOf(fixture)).get('perspective#00#01'));
        t.equal(stands.digest === first.digest, isCut, 'the-test-itself');
        const { n } = await headOf(fixture);
        for (const store of [warm, fixture.store()]) {
          for (const [name, use] of everyUse) {
            const isOfTheLog = name === 'history' || name === 'outcome';
            await expectEnd(t, () => use(store), isOfTheLog ? 'ok' : 'key_erased', 'not-erased', name);
          }
          await expectEnd(t, () => perform(store, id, sure(beginning[0])), 'key_erased', 'not-erased', 'create');
          await expectEnd(t, () => store.item(id, 'P0099'), 'key_erased', 'not-erased', 'what never was');
          t.equal((await store.verify(id)).findings, [], 'not-sound');
        }
        await expectEnd(t, () => handle.refresh(), 'key_erased', 'not-erased', 'handle');
        for (const work of ['rotateDataKey', 'reseal'] as const) {
          await expectEnd(t, () => fixture.operations()[work](id), 'key_erased', 'not-erased', work);
        }
        t.equal((await headOf(fixture)).n, n, 'wrote');
      }
    },
  },
  {
    clause: 'KO-ERASE-02',
    title:
      'and only then: a head without its MAC, a wrap that is missing, a tombstone in its place are an integrity_error',
    run: async (t) => {
      const other = await keyed(t);
      await other.operations().erase(id);
      const tombstone = sure((await recordsOf(other)).get('key#dek#0001'));
      const fixture = await keyed(t);
      const rows = await fixture.probe.rows(id);
      const head = sure(rows.head);
      const wrap = sure((await recordsOf(fixture)).get('key#dek#0001'));
      const tamperings: readonly (readonly [string, () => Promise<unknown>, () => Promise<unknown>])[] = [
        [
          'head_mac',
          () => fixture.probe.putHead(id, withHeader({ ...head, body: new Uint8Array(0) }, { erased: head.n })),
          () => fixture.probe.putHead(id, head),
        ],
        ['key_record', () => fixture.probe.removeRecord(id, wrap.key), () => fixture.probe.putRecord(id, wrap)],
        ['', () => fixture.probe.putRecord(id, tombstone), () => fixture.probe.putRecord(id, wrap)],
      ];
      for (const [reason, tamper, repair] of tamperings) {
        await tamper();
        for (const use of ['load', 'get'] as const) {
          const end = await endOf(() => fixture.store()[use](id));
          const expected = reason === '' ? end.startsWith('integrity_error') : end === `integrity_error/${reason}`;
          t.check(expected, 'said-too-early', { message: use, expected: reason, actual: end });
        }
        await repair();
        t.equal(await endOf(() => fixture.store().load(id)), 'ok', 'the-test-itself');
      }
    },
  },
  {
    clause: 'KO-ERASE-03',
    title: 'rows that return open nothing, are findings, and are overwritten by erasing again',
    run: async (t) => {
      const fixture = await keyed(t);
      const before = await recordsOf(fixture);
      await fixture.operations().erase(id);
      const returning = ['key#dek#0001', 'perspective#00#01', 'tension#00#01'];
      const { n } = await headOf(fixture);
      for (const key of returning) await fixture.probe.putRecord(id, sure(before.get(key)));
      const foreign = { ...sure(before.get('perspective#00#01')), key: 'perspective#00#77' };
      await fixture.probe.putRecord(id, foreign as typeof foreign & { key: never });
      for (const store of [fixture.store(), fixture.store()]) {
        await expectEnd(t, () => store.load(id), 'key_erased', 'opens');
        await expectEnd(t, () => store.item(id, 'P0001'), 'key_erased', 'opens');
        const found = (await store.verify(id)).findings.map(({ key }) => key);
        t.equal(found.toSorted(byText), [...returning, foreign.key].toSorted(byText), 'not-found');
      }
      const again = fixture.operations().erase(id);
      const { certificate } = await again.catch((error: unknown) => {
        throw t.violation('not-sound', { message: String(error), cause: error });
      });
      t.equal([certificate.n, certificate.removed], [n - 1, { wraps: 0, records: 3 }], 'wrong-answer');
      t.equal((await headOf(fixture)).n, n + 1, 'not-one-commit');
      const after = await recordsOf(fixture);
      for (const key of [...returning, foreign.key])
        t.check(isTombstone(sure(after.get(key))), 'not-overwritten', { message: key });
      await expectSound(t, fixture.store(), id, 'not-sound');
    },
  },
  {
    clause: 'KO-ERASE-03',
    title: 'a state of before the erasure, put back as a whole, is a rollback for whoever has seen the later one',
    run: async (t) => {
      const fixture = await keyed(t);
      const { head, records } = await fixture.probe.rows(id);
      const store = fixture.store();
      const operations = fixture.operations();
      await operations.erase(id);
      await expectEnd(t, () => store.load(id), 'key_erased', 'the-test-itself');
      for (const record of records) await fixture.probe.putRecord(id, record);
      await fixture.probe.putHead(id, sure(head));
      await expectEnd(t, () => store.load(id), 'integrity_error/rollback', 'rolled-back');
      await expectEnd(t, () => operations.erase(id), 'integrity_error/rollback', 'rolled-back', 'erase');
    },
  },
];
