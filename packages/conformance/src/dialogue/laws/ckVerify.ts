import { verifyLogAgainstNote, type LogEntry } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { expectEnd, sure } from '../support/errors.ts';
import { expectNoteTold, keys, noteAt, remove } from '../support/evidence.ts';
import { acme, checkpointText, noteOf, someHash, witness } from '../support/notes.ts';
import { entryHashOf, hash, hexOf } from '../support/spec.ts';
import { beginning, id, perform, performAll, tension } from '../support/story.ts';
import { briefFinding, last, prepared, withHeader } from '../support/tampering.ts';

export const ckVerifyLaws: readonly DialogueLaw[] = [
  {
    clause: 'CK-VERIFY-01',
    title: 'a dialogue that took the place of another under its id is told',
    run: async (t) => {
      const bench = await prepared(t);
      const note = noteAt(bench.rows.log, 5);
      await remove(bench);
      await performAll(bench.fixture.store(), id, [...beginning, tension, tension, tension, tension]);
      await expectNoteTold(t, bench, note, ['note_other_log 1'], 'replacement-not-told', 'replaced');
      const cut = noteAt(bench.rows.log, last);
      await remove(bench);
      await performAll(bench.fixture.store(), id, beginning);
      await expectNoteTold(t, bench, cut, ['note_other_log 1'], 'replacement-not-told', 'replaced by a shorter one');
    },
  },
  {
    clause: 'CK-VERIFY-02',
    title: 'a log that was cut or put back, or is gone, is told',
    run: async (t) => {
      const bench = await prepared(t);
      const { fixture, store, rows } = bench;
      const before = await fixture.probe.rows(id);
      await perform(store, id, tension);
      await perform(store, id, tension);
      const after = await fixture.probe.rows(id);
      const note = noteAt(after.log, last + 2);
      // An older copy of the whole dialogue, consistent in itself.
      await remove(bench);
      for (const record of before.records) await fixture.probe.putRecord(id, record);
      for (const entry of before.log) await fixture.probe.putEntry(id, entry);
      await fixture.probe.putHead(id, sure(before.head));
      t.equal((await fixture.store().verify(id)).findings, [], 'false-finding', 'without a note it looks sound');
      await expectNoteTold(t, bench, note, [`note_truncated ${last + 2}`], 'truncation-not-told', 'put back');
      const atHead = noteAt(rows.log, last);
      await fixture.probe.removeEntry(id, last);
      await expectNoteTold(t, bench, atHead, [`note_truncated ${last}`], 'truncation-not-told', 'cut');
      await remove(bench);
      await expectNoteTold(t, bench, note, [`note_truncated ${last + 2}`], 'truncation-not-told', 'gone');
      await expectEnd(
        t,
        () => fixture.store().verify(id),
        'dialogue_not_found',
        'truncation-not-told',
        'without a note',
      );
    },
  },
  {
    clause: 'CK-VERIFY-03',
    title: 'a log that was put back and written further is told',
    run: async (t) => {
      const bench = await prepared(t);
      const { fixture, store } = bench;
      const before = await fixture.probe.rows(id);
      await perform(store, id, tension);
      const note = noteAt((await fixture.probe.rows(id)).log, last + 1);
      await remove(bench);
      for (const record of before.records) await fixture.probe.putRecord(id, record);
      for (const entry of before.log) await fixture.probe.putEntry(id, entry);
      await fixture.probe.putHead(id, sure(before.head));
      await performAll(fixture.store(), id, [tension, tension]);
      t.equal((await fixture.store().verify(id)).findings, [], 'false-finding', 'without a note it looks sound');
      await expectNoteTold(t, bench, note, [`note_rewritten ${last + 1}`], 'rewriting-not-told', 'written further');
    },
  },
  {
    clause: 'CK-VERIFY-04',
    title: 'entries that do not link up with the signed one are told, before it and after it',
    run: async (t) => {
      for (const n of [2, 5, last]) {
        for (const changed of [3, 4, 6]) {
          if (changed === n) continue;
          const bench = await prepared(t);
          const note = noteAt(bench.rows.log, n);
          await bench.fixture.probe.putEntry(id, withHeader(bench.entry(changed), { time: 7 }));
          const told = [`note_unlinked ${changed + 1}`];
          await expectNoteTold(t, bench, note, told, 'link-not-checked', `note of ${n}, entry ${changed} changed`);
          await bench.fixture.probe.removeEntry(id, changed);
          await expectNoteTold(t, bench, note, told, 'link-not-checked', `note of ${n}, entry ${changed} removed`);
        }
      }
    },
  },
  {
    clause: 'CK-VERIFY-05',
    title: 'a note that is not believed is a finding, and compares nothing',
    run: async (t) => {
      const bench = await prepared(t);
      const { log } = bench.rows;
      const genuine = noteAt(log, 5);
      const text = genuine.slice(0, genuine.indexOf('\n\n') + 1);
      const wrong = checkpointText('ee'.repeat(16), 99, someHash);
      const cases: readonly (readonly [note: string, told: string])[] = [
        [noteOf(text, witness), 'note_untrusted'],
        [noteOf(wrong, witness), 'note_untrusted'],
        [genuine.replace('\n5\n', '\n6\n'), 'note_untrusted'],
        [noteOf(`${text}more\n`, acme), 'note_malformed'],
        ['', 'note_malformed'],
        [text, 'note_malformed'],
      ];
      for (const [note, told] of cases) await expectNoteTold(t, bench, note, [told], 'note-believed', note);
      await expectEnd(
        t,
        () => bench.store.verify(id, { against: { note: genuine, keys: [] } }),
        'invalid_argument',
        'note-believed',
      );
    },
  },
  {
    clause: 'CK-VERIFY-06',
    title: 'a sound log that ends there or goes on has no finding',
    run: async (t) => {
      const bench = await prepared(t);
      for (let n = 1; n <= last; n++) {
        await expectNoteTold(t, bench, noteAt(bench.rows.log, n), [], 'false-finding', `note of ${n}`);
        const { ok } = await bench.fixture.store().verify(id, { against: { note: noteAt(bench.rows.log, n), keys } });
        t.check(ok, 'false-finding');
      }
    },
  },
  {
    clause: 'CK-VERIFY-07',
    title: 'without keys: every entry that is malformed, missing or unlinked, and figures of the log',
    run: async (t) => {
      const bench = await prepared(t);
      const against = { note: noteAt(bench.rows.log, 5), keys };
      const audit = async (entries: readonly LogEntry[]) => {
        const { findings } = await verifyLogAgainstNote(entries, against);
        return findings.map(briefFinding);
      };
      const { log } = bench.rows;
      const report = await verifyLogAgainstNote(log, against);
      t.equal(
        report,
        {
          ok: true,
          n: last,
          logHead: hexOf(entryHashOf(sure(log.at(-1)).header)),
          entries: last,
          location: { at: 'unnamed' },
          boundaries: [],
          findings: [],
        },
        'wrong-figures',
      );
      const replaced = (n: number, change: (entry: LogEntry) => LogEntry) =>
        log.map((entry) => (entry.n === n ? change(entry) : entry));
      const otherBody = replaced(7, (entry) => ({ ...entry, body: hash(entry.body) }));
      t.equal(await audit(otherBody), ['entry_malformed 7'], 'entry-not-checked', 'another body');
      const otherId = replaced(7, (entry) => ({ ...entry, commitId: 'f'.repeat(32) }));
      t.equal(await audit(otherId), ['entry_malformed 7'], 'entry-not-checked', 'another commitId');
      const without = log.filter(({ n }) => n !== 7);
      t.equal(await audit(without), ['entry_missing 7', 'note_unlinked 8'], 'entry-not-checked', 'one missing');
      const otherTime = replaced(7, (entry) => withHeader(entry, { time: 7 }));
      t.equal(await audit(otherTime), ['link_broken 8', 'note_unlinked 8'], 'entry-not-checked', 'another time');
      t.equal(await audit([]), ['note_truncated 5'], 'entry-not-checked', 'nothing');
    },
  },
];
