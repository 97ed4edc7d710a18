import { dialogueId, type LogEntry } from '@colloquy/core';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { benchOf, type Bench } from '../support/bench.ts';
import {
  arrive,
  cancel,
  cross,
  elsewhere,
  hereOf,
  mover,
  out,
  pinned,
  roundTrip,
  stranger,
  there,
  type Crossing,
  type Place,
} from '../support/crossing.ts';
import { endOf, expectEnd, sure } from '../support/errors.ts';
import { everyUse } from '../support/reads.ts';
import { expectSound } from '../support/state.ts';
import { beginning, id, perform, performAll, tension } from '../support/story.ts';
import { flip, withHeader } from '../support/tampering.ts';

const standing = 5;

async function arrived(t: DialogueContext, crossings?: (here: Place) => readonly Crossing[]): Promise<Bench> {
  const bench = benchOf(await t.open(), pinned);
  await performAll(bench.store, id, [...beginning, tension]);
  await cross(bench.fixture, crossings?.(hereOf(bench.fixture)) ?? roundTrip(bench.fixture));
  bench.ledger.reset();
  return bench;
}

async function expectUses(
  t: DialogueContext,
  { fixture }: Bench,
  end: string,
  reason: string,
  name: string,
): Promise<void> {
  for (const [use, call] of everyUse) {
    t.equal(await endOf(() => call(fixture.store(pinned))), end, reason, `${name}: ${use}`);
  }
}

type Tamper = (bench: Bench, entry: (n: number) => LogEntry) => Promise<unknown>;

const head = standing + 4;

const tamperings: readonly (readonly [name: string, tamper: Tamper])[] = [
  [
    'the entry below has another MAC',
    ({ fixture }, entry) => fixture.probe.putEntry(id, { ...entry(standing), auth: flip(entry(standing).auth) }),
  ],
  [
    'the entry below is none of the dialogue',
    ({ fixture }, entry) => fixture.probe.putEntry(id, withHeader(entry(standing), { time: 7 })),
  ],
  ['the entry below is gone', ({ fixture }) => fixture.probe.removeEntry(id, standing)],
  ['an entry between is gone', ({ fixture }) => fixture.probe.removeEntry(id, standing + 2)],
  [
    'an entry between has another signature',
    ({ fixture }, entry) =>
      fixture.probe.putEntry(id, { ...entry(standing + 2), auth: flip(entry(standing + 2).auth) }),
  ],
  [
    'an entry between has another body',
    ({ fixture }, entry) => fixture.probe.putEntry(id, { ...entry(standing + 2), body: entry(head).body }),
  ],
  [
    'the head has another signature than the log',
    ({ fixture }, entry) => fixture.probe.putHead(id, { ...entry(head), auth: flip(entry(head).auth) }),
  ],
  [
    'the head has no signature',
    ({ fixture }, entry) => fixture.probe.putHead(id, { ...entry(head), auth: new Uint8Array(0) }),
  ],
  [
    'the head is another than the entry',
    ({ fixture }, entry) => fixture.probe.putHead(id, withHeader(entry(head), { time: 7 })),
  ],
];

const placements: readonly (readonly [name: string, crossings: (here: Place) => readonly Crossing[]])[] = [
  ['came to another store', (here) => [out('1', here), arrive('1', here, there)]],
  ['stayed in another store', () => [out('1', there, elsewhere), cancel('1', there, elsewhere)]],
  ['left from another store', () => [out('1', there, elsewhere)]],
  ['left from another store for this one', (here) => [out('1', there, here)]],
];

export const mgReadLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-READ-01',
    title: 'behind a boundary a dialogue is read, written, verified and administered as ever',
    run: async (t) => {
      const { fixture, store } = await arrived(t);
      for (const [use, call] of everyUse)
        t.equal(await endOf(() => call(fixture.store(pinned))), 'ok', 'not-as-ever', use);
      await cross(fixture, roundTrip(fixture, ['3', '4']));
      const operations = fixture.operations(pinned);
      const works: readonly (() => Promise<unknown>)[] = [
        () => operations.rotateDataKey(id),
        () => operations.reseal(id),
        async () => operations.addEpoch().then(() => operations.rewrap(id)),
      ];
      for (const [at, work] of works.entries()) {
        await expectEnd(t, work, 'ok', 'not-as-ever', `key operation ${at}`);
        await cross(
          fixture,
          roundTrip(fixture, [String(5 + 2 * at), String(6 + 2 * at)].map(hexDigit) as [string, string]),
        );
        await expectEnd(t, () => perform(fixture.store(pinned), id, tension), 'ok', 'not-as-ever', `write ${at}`);
      }
      const handle = await store.open(id);
      await cross(fixture, roundTrip(fixture, ['e', 'f']));
      const [refreshed, loaded] = [await handle.refresh(), await fixture.store(pinned).load(id)];
      t.equal([...refreshed.state.entries()], [...loaded.state.entries()], 'not-as-ever', 'refresh');
      const report = await fixture.store(pinned).verify(id);
      t.equal(report.findings, [], 'not-as-ever', 'verify');
      t.equal(report.boundaries.length, 24, 'not-as-ever', 'boundaries of the report');
      await operations.erase(id);
      await expectEnd(t, () => fixture.store(pinned).load(id), 'key_erased', 'not-as-ever', 'erased');
    },
  },
  {
    clause: 'MG-READ-01',
    title: 'believing such a head costs one log request, once',
    run: async (t) => {
      const { store, ledger, fixture } = await arrived(t);
      await store.load(id);
      t.equal([ledger.counts.load, ledger.counts.log], [1, 1], 'asked-again', 'the first load');
      t.equal(ledger.logs, [{ from: standing, limit: 5 }], 'asked-again', 'from entry tagOf on');
      ledger.reset();
      const handle = await store.open(id);
      await store.get(id);
      await handle.refresh();
      t.equal(ledger.counts.log, 0, 'asked-again', 'the same head');
      await perform(store, id, tension);
      await store.load(id);
      t.equal(ledger.counts.log, 0, 'asked-again', 'a head with a MAC');
      await cross(fixture, roundTrip(fixture, ['3', '4']));
      ledger.reset();
      await store.load(id);
      await store.load(id);
      t.equal(ledger.counts.log, 1, 'asked-again', 'another head');
    },
  },
  {
    clause: 'MG-READ-01',
    title: 'what the log below does not bear out is refused: reason boundary',
    run: async (t) => {
      for (const [name, tamper] of tamperings) {
        const bench = await arrived(t);
        const { log } = await bench.fixture.probe.rows(id);
        await tamper(bench, (n) => sure(log[n - 1]));
        await expectUses(t, bench, 'integrity_error/boundary', 'boundary-believed', name);
      }
    },
  },
  {
    clause: 'MG-READ-01',
    title: 'a head by a mover whose key is not pinned is mover_unknown, until a holder of the keys has written again',
    run: async (t) => {
      const bench = await arrived(t);
      const { fixture } = bench;
      for (const trusted of [{}, { movers: [stranger.verifier] }]) {
        for (const [use, call] of everyUse) {
          const end = await endOf(() => call(fixture.store({ trusted })));
          t.equal(end, 'integrity_error/mover_unknown', 'stranger-believed', use);
        }
        const told = (await fixture.store({ trusted }).verify(id)).findings.map(({ kind }) => kind);
        t.equal(new Set(told), new Set(['entry_mover']), 'stranger-believed', 'verify');
      }
      const one = await arrived(t, (here) => [
        out('1', here),
        { ...arrive('1', here, there), key: stranger },
        out('2', there, here),
        arrive('2', there, here),
      ]);
      await expectUses(t, one, 'integrity_error/mover_unknown', 'stranger-believed', 'one of four');
      await perform(bench.store, id, tension);
      const store = fixture.store();
      for (const [use, call] of everyUse) t.equal(await endOf(() => call(store)), 'ok', 'witness-not-believed', use);
      t.equal((await fixture.store().verify(id)).findings, [], 'witness-not-believed', 'verify');
      const { entries } = await fixture.store().history(id, standing + 1, 4);
      t.equal(
        entries.map(({ boundary }) => boundary?.signedBy),
        Array.from({ length: 4 }, () => ({ keyId: mover.verifier.keyId, name: undefined })),
        'witness-not-believed',
        'history',
      );
    },
  },
  {
    clause: 'MG-READ-02',
    title: 'rows of another store are refused: reason misplaced',
    run: async (t) => {
      for (const [name, crossings] of placements) {
        const bench = await arrived(t, crossings);
        await expectUses(t, bench, 'integrity_error/misplaced', 'misplaced-believed', name);
        const { findings } = await bench.fixture.store(pinned).verify(id);
        t.check(
          findings.some(({ kind }) => kind === 'head_misplaced'),
          'misplaced-believed',
          { message: `${name}: verify` },
        );
      }
      const moved = await arrived(t, (here) => [out('1', here), arrive('1', here, there)]);
      const keyring = { ...moved.fixture.keyring, place: there.place };
      await expectEnd(t, () => moved.fixture.store({ ...pinned, keyring }).load(id), 'ok', 'place-not-known');
    },
  },
  {
    clause: 'MG-READ-03',
    title: 'an import that is not finished may move, and is finished afterwards; a lost root is a lost root',
    run: async (t) => {
      const bench = benchOf(await t.open(), pinned);
      await performAll(bench.store, id, [...beginning, tension]);
      const { fixture } = bench;
      const { records } = await fixture.probe.rows(id);
      const root = sure(records.find(({ key }) => key === 'dialogue#meta'));
      await fixture.probe.removeRecord(id, root.key);
      await cross(fixture, roundTrip(fixture));
      await expectEnd(t, () => fixture.store(pinned).get(id), 'integrity_error/root_missing', 'root-not-missed');

      const importing = benchOf(await t.open(), pinned);
      await performAll(importing.store, id, beginning);
      await importing.forger.land({ kind: 'import', repeatsTag: true });
      const whole = await importing.fixture.probe.rows(id);
      await importing.fixture.probe.removeRecord(id, root.key);
      const found = async () => t.equal(await importing.fixture.store(pinned).get(id), undefined, 'found-too-early');
      await expectEnd(t, found, 'ok', 'the-test-itself');
      await cross(importing.fixture, roundTrip(importing.fixture));
      await expectEnd(t, found, 'ok', 'import-not-known');
      await importing.fixture.probe.putRecord(id, sure(whole.records.find(({ key }) => key === root.key)));
      await expectSound(t, importing.fixture.store(pinned), dialogueId(id), 'import-not-known');
    },
  },
];

function hexDigit(number: string): string {
  return Number(number).toString(16);
}
