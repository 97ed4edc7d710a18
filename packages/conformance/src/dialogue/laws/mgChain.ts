import { verifyChainContinuity, type LogEntry } from '@colloquy/core';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { benchOf, type Bench } from '../support/bench.ts';
import { cross, hereOf, mover, out, pinned, roundTrip, stranger, arrive, there } from '../support/crossing.ts';
import { expectEnd, sure } from '../support/errors.ts';
import { afterReads, scorer, times } from '../support/interfere.ts';
import { entryHashOf, hexOf } from '../support/spec.ts';
import { beginning, id, performAll, tension } from '../support/story.ts';
import { flip, withHeader } from '../support/tampering.ts';

const standing = 5;
const options = { tenant: 'tests', movers: [mover.verifier] };

async function dialogue(t: DialogueContext): Promise<Bench> {
  const bench = benchOf(await t.open(), pinned);
  await performAll(bench.store, id, [...beginning, tension]);
  return bench;
}

type Tamper = (bench: Bench, entry: (n: number) => LogEntry) => Promise<unknown>;

const breaks: readonly (readonly [
  name: string,
  tamper: Tamper,
  broken: { readonly n: number; readonly why: string },
])[] = [
  ['an entry is gone', ({ fixture }) => fixture.probe.removeEntry(id, 3), { n: 3, why: 'missing' }],
  ['the first is gone', ({ fixture }) => fixture.probe.removeEntry(id, 1), { n: 1, why: 'missing' }],
  [
    'another header',
    ({ fixture }, entry) => fixture.probe.putEntry(id, withHeader(entry(3), { time: 7 })),
    { n: 4, why: 'link' },
  ],
  [
    'a header that is none',
    ({ fixture }, entry) => fixture.probe.putEntry(id, { ...entry(3), header: new Uint8Array(2) }),
    { n: 3, why: 'malformed' },
  ],
  [
    'another body',
    ({ fixture }, entry) => fixture.probe.putEntry(id, { ...entry(3), body: entry(4).body }),
    { n: 3, why: 'body' },
  ],
  [
    'another signature',
    ({ fixture }, entry) => fixture.probe.putEntry(id, { ...entry(7), auth: flip(entry(7).auth) }),
    { n: 7, why: 'signature' },
  ],
  ['no head', ({ fixture }) => fixture.probe.removeHead(id), { n: 9, why: 'head' }],
  ['an older head', ({ fixture }, entry) => fixture.probe.putHead(id, entry(8)), { n: 8, why: 'head' }],
  [
    'another signature of the head',
    ({ fixture }, entry) => fixture.probe.putHead(id, { ...entry(9), auth: flip(entry(9).auth) }),
    { n: 9, why: 'head' },
  ],
  ['the last entry is gone', ({ fixture }) => fixture.probe.removeEntry(id, 9), { n: 9, why: 'head' }],
];

export const mgChainLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-CHAIN-01',
    title: 'log and head alone say that a log is whole, where the dialogue is, and who moved it',
    run: async (t) => {
      const { fixture } = await dialogue(t);
      const here = hereOf(fixture);
      const hashNow = async () => hexOf(entryHashOf(sure((await fixture.probe.rows(id)).head).header));
      const { dialogueId: _same, ...plain } = await verifyChainContinuity(fixture.backend, id, options);
      const whole = { continuous: true, broken: undefined, unknown: [] };
      const nowhere = { n: standing, hash: await hashNow(), location: { at: 'unnamed' }, boundaries: [] };
      t.equal(plain, { ...whole, ...nowhere }, 'wrong-answer', 'never moved');

      await cross(fixture, [out('1', here)]);
      const left = await verifyChainContinuity(fixture.backend, id, options);
      t.equal(
        [left.continuous, left.location.at, left.hash],
        [true, 'transit', await hashNow()],
        'wrong-answer',
        'left',
      );
      await cross(fixture, [{ ...arrive('1', here, there), key: stranger }]);
      const arrived = await verifyChainContinuity(fixture.backend, id, options);
      t.equal(arrived.location, { at: 'store', store: there }, 'wrong-answer', 'arrived');
      t.equal([arrived.continuous, arrived.unknown], [true, [standing + 2]], 'wrong-answer', 'unknown');
      const facts = arrived.boundaries.map(({ n, kind, moveId, signedBy }) => [n, kind, moveId, signedBy]);
      const signers = [
        { keyId: mover.verifier.keyId, name: mover.name },
        { keyId: stranger.verifier.keyId, name: undefined },
      ];
      const expected = [
        [standing + 1, 'migrate.out', '1'.repeat(32), signers[0]],
        [standing + 2, 'migrate.in', '1'.repeat(32), signers[1]],
      ];
      t.equal(facts, expected, 'wrong-answer', 'boundaries');
    },
  },
  {
    clause: 'MG-CHAIN-01',
    title: 'the first break is told with its n and kind, and nothing behind it is believed',
    run: async (t) => {
      for (const [name, tamper, broken] of breaks) {
        const bench = await dialogue(t);
        await cross(bench.fixture, roundTrip(bench.fixture));
        const { log } = await bench.fixture.probe.rows(id);
        await tamper(bench, (n) => sure(log[n - 1]));
        const answer = await verifyChainContinuity(bench.fixture.backend, id, options);
        t.equal([answer.continuous, answer.broken], [false, broken], 'break-not-told', name);
      }
      const { fixture } = await dialogue(t);
      const others = await verifyChainContinuity(fixture.backend, id, { ...options, tenant: 'others' });
      t.equal(others.broken, { n: 1, why: 'genesis' }, 'break-not-told', 'another tenant');
      const call = () => t.open().then(({ backend }) => verifyChainContinuity(backend, id, options));
      await expectEnd(t, call, 'dialogue_not_found', 'break-not-told', 'no dialogue');
    },
  },
  {
    clause: 'MG-CHAIN-01',
    title: 'writers at work are no break',
    run: async (t) => {
      const { fixture, store } = await dialogue(t);
      const act = times(7, scorer(store).act);
      const { broken } = await verifyChainContinuity(afterReads(fixture.backend, act), id, options);
      t.equal(broken, undefined, 'false-break');
    },
  },
];
