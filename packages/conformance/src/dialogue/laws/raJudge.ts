import { doctorWithoutKeys, type RecordKey } from '@colloquy/core';
import { seededSources } from '@colloquy/core/testing';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { expectEnd, sure } from '../support/errors.ts';
import { keys, noteAt } from '../support/evidence.ts';
import { keyed } from '../support/keyWork.ts';
import { dumpOf } from '../support/state.ts';
import { id, perform, perspective, tension } from '../support/story.ts';
import { flip, last, one, prepared, two, withHeader, type Prepared } from '../support/tampering.ts';
import { layDown, mixed, type Moment } from '../support/torn.ts';
import { momentsOf, single } from '../support/tornStory.ts';

const reason = 'Restored the copy of last night.';

/** What no torn restore leaves behind. */
const damages: readonly (readonly [name: string, tamper: (bench: Prepared) => Promise<unknown>, told: string])[] = [
  [
    'a record with the bytes of another key',
    ({ fixture, record }) => fixture.probe.putRecord(id, { ...record(two), key: one }),
    `record_misplaced ${one}`,
  ],
  [
    'a record under a key of its own with the bytes of another',
    ({ fixture, record }) => fixture.probe.putRecord(id, { ...record(two), key: 'tension#00#09' as RecordKey }),
    'record_unreadable tension#00#09',
  ],
  [
    'a record that was sealed for a commit which another one came before',
    async ({ fixture, rows }) => {
      await perform(fixture.store(), id, perspective);
      const { records } = await fixture.probe.rows(id);
      await layDown(fixture.probe, rows);
      await perform(fixture.store(), id, tension);
      await fixture.probe.putRecord(id, sure(records.find(({ key }) => key === 'perspective#00#01')));
    },
    'record_unexpected perspective#00#01',
  ],
  [
    'bytes that nobody sealed',
    async ({ fixture, record }) => {
      const envelope = record(one).envelope.map((byte, at) => (at === 90 ? byte ^ 1 : byte));
      const digest = await digestOf(envelope);
      await fixture.probe.putRecord(id, { ...record(one), envelope, digest });
    },
    `record_unreadable ${one}`,
  ],
  [
    'other attributes',
    ({ fixture, record }) =>
      fixture.probe.putRecord(id, { ...record(one), attributes: { ...record(one).attributes, status: 'open' } }),
    `attributes_changed ${one}`,
  ],
  [
    'other attributes of an older version',
    ({ fixture, old }) =>
      fixture.probe.putRecord(id, { ...old(one), attributes: { ...old(one).attributes, status: 'resolved' } }),
    `record_replayed ${one}`,
  ],
  [
    'an entry that was changed',
    ({ fixture, entry }) => fixture.probe.putEntry(id, { ...entry(6), auth: flip(entry(6).auth) }),
    'entry_mac 6',
  ],
  [
    'a head that nobody wrote',
    ({ fixture, entry }) => fixture.probe.putHead(id, withHeader(entry(last), { time: 1 })),
    'head_invalid 8',
  ],
  [
    'an entry behind a gap that nobody wrote',
    async ({ fixture, entry }) => {
      await fixture.probe.removeEntry(id, 7);
      await fixture.probe.putEntry(id, { ...entry(8), auth: flip(entry(8).auth) });
    },
    'entry_mac 8',
  ],
];

async function digestOf(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex');
}

async function expectRefused(t: DialogueContext, { fixture }: Prepared, message: string, told: string): Promise<void> {
  const before = await dumpOf(fixture.probe, id);
  const recovery = fixture.recovery();
  const found = await recovery.doctor(id);
  t.equal(found.verdict, 'damaged', 'not-damaged', message);
  const said = found.findings.map(({ kind, key, n }) => `${kind} ${key ?? n}`);
  t.check(said.includes(told), 'not-damaged', { message, expected: told, actual: said });
  const call = () => recovery.reattest(id, { digest: found.digest, reason });
  await expectEnd(t, call, 'integrity_error/damaged', 'laundered', message);
  t.equal(await dumpOf(fixture.probe, id), before, 'wrote', message);
}

export const raJudgeLaws: readonly DialogueLaw[] = [
  {
    clause: 'RA-DOCTOR-03',
    title: 'what no torn restore leaves behind is damage, by name',
    run: async (t) => {
      for (const [name, tamper, told] of damages) {
        const bench = await prepared(t);
        await tamper(bench);
        const found = await bench.fixture.recovery().doctor(id);
        const said = found.findings.map(({ kind, key, n }) => `${kind} ${key ?? n}`);
        t.equal(found.verdict, 'damaged', 'not-damaged', `${name}: ${said.join(', ')}`);
        t.check(said.includes(told), 'not-damaged', { message: name, expected: told, actual: said });
      }
    },
  },
  {
    clause: 'RA-DOCTOR-03',
    title:
      'an old version, or none, of what was overwritten longer ago than a copy takes is damage; `within` says how long that is',
    run: async (t) => {
      const fixture = await keyed(t);
      const before = await fixture.probe.rows(id);
      const old = sure(before.records.find(({ key }) => key === one));
      await perform(fixture.store(), id, { method: 'transitionItem', input: { target: 'T0001', status: 'resolved' } });
      // Everything before is of the first hour of 2026; this is two hours later.
      const sources = seededSources({ seed: t.seed, startAt: Date.UTC(2026, 0, 1, 2) });
      await perform(fixture.store({ sources }), id, tension);
      const rows = await fixture.probe.rows(id);
      const broken = [
        { ...rows, records: rows.records.map((record) => (record.key === one ? old : record)) },
        { ...rows, records: rows.records.filter(({ key }) => key !== one) },
      ];
      for (const each of broken) {
        await layDown(fixture.probe, each);
        const found = await fixture.recovery().doctor(id);
        t.equal([found.verdict, found.findings.map(({ key }) => key)], ['damaged', [one]], 'too-old');
        const wider = await fixture.recovery().doctor(id, { within: 3 * 3_600_000 });
        t.equal([wider.verdict, wider.records.map(({ key }) => key)], ['torn', [one]], 'not-torn');
      }
      await expectEnd(t, () => fixture.recovery().doctor(id, { within: -1 }), 'invalid_argument', 'too-old');
    },
  },
  {
    clause: 'RA-ATTEST-03',
    title:
      'damage is refused and stays as it is; so is a sound dialogue, a reason of nothing, and a digest that is none',
    run: async (t) => {
      for (const [name, tamper, told] of damages) {
        const bench = await prepared(t);
        await tamper(bench);
        await expectRefused(t, bench, name, told);
      }
      const fixture = await keyed(t);
      const recovery = fixture.recovery();
      const { digest } = await recovery.doctor(id);
      const before = await dumpOf(fixture.probe, id);
      for (const options of [
        { digest, reason },
        { digest, reason: ' ' },
        { digest: 'all of it', reason },
      ]) {
        await expectEnd(t, () => recovery.reattest(id, options), 'invalid_argument', 'not-refused');
      }
      const long = { digest, reason: 'x'.repeat(2049) };
      await expectEnd(t, () => recovery.reattest(id, long), 'limit_exceeded', 'not-refused');
      t.equal(await dumpOf(fixture.probe, id), before, 'wrote');
    },
  },
  {
    clause: 'RA-DOCTOR-04',
    title: 'without keys: the same records behind and missing, and undetermined what only a seal could explain',
    run: async (t) => {
      const { fixture, moments } = await momentsOf(t, sure(single[0]));
      const [first, final] = moments as [Moment, Moment];
      // The records of the last commit stand there, and nothing else of it.
      await layDown(
        fixture.probe,
        mixed(moments, (item) => (typeof item === 'string' && item !== 'head' ? final : first)),
      );
      const found = await doctorWithoutKeys(fixture.backend, id);
      t.equal(
        [found.verdict, found.level, found.unproven],
        ['undetermined', 'structure', ['event#tension#T0001#0002', one]],
        'believed',
      );
      t.equal((await fixture.recovery().doctor(id)).verdict, 'torn', 'the-test-itself');
      // And the other way round.
      await layDown(
        fixture.probe,
        mixed(moments, (item) => (typeof item === 'string' && item !== 'head' ? first : final)),
      );
      const behind = await doctorWithoutKeys(fixture.backend, id);
      const said = behind.records.map(({ key, state }) => `${key} ${state}`);
      t.equal([behind.verdict, said], ['torn', ['event#tension#T0001#0002 missing', `${one} behind`]], 'not-told');
    },
  },
  {
    clause: 'RA-DOCTOR-05',
    title:
      'a note or a handle that knows a later state: rolled back, also beside what is torn; another history is damage',
    run: async (t) => {
      const bench = await prepared(t);
      const { fixture } = bench;
      const before = await fixture.probe.rows(id);
      await perform(bench.store, id, tension);
      await perform(bench.store, id, tension);
      const after = await fixture.probe.rows(id);
      const { n, logHead } = await fixture.store().load(id);
      const note = { note: noteAt(after.log, last + 2), keys };
      const recovery = fixture.recovery();
      for (const options of [{ against: note }, { seen: { n, logHead } }]) {
        await layDown(fixture.probe, after);
        t.equal((await recovery.doctor(id, options)).verdict, 'sound', 'not-sound');
        await layDown(fixture.probe, before);
        const found = await recovery.doctor(id, options);
        t.equal([found.verdict, found.rolledBack.map((each) => each.n)], ['rolled_back', [last + 2]], 'not-told');
        await fixture.probe.removeHead(id);
        const torn = await recovery.doctor(id, options);
        t.equal([torn.verdict, torn.rolledBack.length], ['torn', 1], 'not-told');
      }
      await layDown(fixture.probe, after);
      const other = logHead.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
      const seen = { n: n - 1, logHead: other };
      t.equal((await recovery.doctor(id, { seen })).verdict, 'damaged', 'not-told', 'another entry');
      const untrusted = { note: note.note, keys: [] };
      await expectEnd(t, () => recovery.doctor(id, { against: untrusted }), 'invalid_argument', 'not-told');
    },
  },
];
