import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { dialogue, expectRefused, put, standing } from '../support/boundaryBench.ts';
import {
  arrive,
  cancel,
  cross,
  crossingAfter,
  elsewhere,
  mover,
  out,
  pinned,
  roundTrip,
  stranger,
  there,
  type Crossing,
  type Json,
  type Place,
} from '../support/crossing.ts';
import { expectEnd } from '../support/errors.ts';
import { id } from '../support/story.ts';
import { briefFinding, flip } from '../support/tampering.ts';

type Sequence = (here: Place) => readonly Crossing[];

const allowed: readonly (readonly [name: string, sequence: Sequence, at: Json])[] = [
  ['out', (here) => [out('1', here)], { at: 'transit' }],
  ['there', (here) => [out('1', here), arrive('1', here, there)], { at: 'store', name: 'there' }],
  ['not at all', (here) => [out('1', here), cancel('1', here)], { at: 'store', name: 'here' }],
  [
    'round',
    (here) => [
      out('1', here),
      arrive('1', here, there),
      out('2', there, elsewhere),
      arrive('2', there, elsewhere),
      out('3', elsewhere, here),
      arrive('3', elsewhere, here),
    ],
    { at: 'store', name: 'here' },
  ],
];

const forbidden: readonly (readonly [name: string, sequence: Sequence])[] = [
  ['arrives without having left', (here) => [arrive('1', here, there)]],
  ['is cancelled without having left', (here) => [cancel('1', here)]],
  ['leaves twice', (here) => [out('1', here), out('2', here)]],
  ['arrives under another move', (here) => [out('1', here), arrive('2', here, there)]],
  ['arrives in another store', (here) => [out('1', here), arrive('1', here, elsewhere)]],
  ['is cancelled from another store', (here) => [out('1', here), cancel('1', elsewhere)]],
  ['leaves from where it is not', (here) => [out('1', here), arrive('1', here, there), out('2', here)]],
  ['leaves again under a move that was cancelled', (here) => [out('1', here), cancel('1', here), out('1', here)]],
];

export const mgEntrySequenceLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-ENTRY-03',
    title: 'a dialogue leaves from where it is, and arrives or stays by the same move',
    run: async (t) => {
      for (const [name, sequence, at] of allowed) {
        const { fixture, here } = await dialogue(t);
        await cross(fixture, sequence(here));
        const { ok, findings, location } = await fixture.store(pinned).verify(id);
        const told = findings.map(briefFinding).filter((finding) => !finding.startsWith('head_misplaced'));
        t.check(ok || told.length === 0, 'sequence-refused', { message: name, actual: told });
        const place = location?.at === 'store' ? { at: 'store', name: location.store.name } : { at: location?.at };
        t.equal(place, at, 'sequence-refused', name);
      }
      for (const [name, sequence] of forbidden) {
        const bench = await dialogue(t);
        const crossings = sequence(bench.here);
        const last = await cross(bench.fixture, crossings);
        const expected = { told: [`entry_boundary ${last.n}`], why: 'sequence' };
        await expectRefused(t, bench, name, expected, 'sequence-accepted');
      }
      const bench = await dialogue(t);
      await cross(bench.fixture, [out('1', bench.here)]);
      const { n } = await bench.forger.land({ repeatsTag: true });
      const { findings } = await bench.fixture.store(pinned).verify(id);
      t.equal(findings.map(briefFinding), [`entry_boundary ${n}`], 'sequence-accepted', 'an ordinary entry behind it');
    },
  },
  {
    clause: 'MG-ENTRY-04',
    title: 'the signature is over the text of two lines, by the pinned key that it names',
    run: async (t) => {
      const good = await dialogue(t);
      await cross(good.fixture, roundTrip(good.fixture));
      await expectEnd(t, () => good.fixture.store(pinned).load(id), 'ok', 'signature-refused');
      const last = standing + 1;
      const forgeries: readonly (readonly [string, (auth: Uint8Array) => Uint8Array, string, string])[] = [
        ['a changed byte', flip, `entry_signature ${last}`, 'integrity_error/boundary'],
        [
          'another key under this id',
          (auth) => new Uint8Array([...mover.keyId, ...auth.subarray(4).toReversed()]),
          `entry_signature ${last}`,
          'integrity_error/boundary',
        ],
      ];
      for (const [name, forge, told, end] of forgeries) {
        const bench = await dialogue(t);
        const entry = crossingAfter(bench.log, out('1', bench.here));
        await put(bench, { ...entry, auth: forge(entry.auth) });
        await expectRefused(t, bench, name, { told: [told], why: 'signature', end }, 'signature-not-checked');
      }
      const bench = await dialogue(t);
      await put(bench, crossingAfter(bench.log, { ...out('1', bench.here), key: stranger }));
      const { findings } = await bench.fixture.store(pinned).verify(id);
      t.equal(findings.map(briefFinding), [`entry_mover ${last}`], 'signature-not-checked', 'a key that is not pinned');
    },
  },
  {
    clause: 'MG-ENTRY-04',
    title: 'two pinned keys of one key id are refused when they are pinned',
    run: async (t) => {
      const fixture = await t.open();
      const trusted = { movers: [mover.verifier, mover.verifier] };
      await expectEnd(t, async () => fixture.store({ trusted }), 'invalid_argument', 'pinned-twice');
    },
  },
  {
    clause: 'MG-ENTRY-05',
    title: 'a key holder finds the tag of a boundary entry equal to that of the records, and tells one that is not',
    run: async (t) => {
      const good = await dialogue(t);
      await cross(good.fixture, roundTrip(good.fixture));
      t.equal((await good.fixture.store(pinned).verify(id)).findings, [], 'tag-refused');
      const bench = await dialogue(t);
      await put(bench, crossingAfter(bench.log, { ...out('1', bench.here), header: { stateTag: 'cd'.repeat(32) } }));
      const told = (await bench.fixture.store(pinned).verify(id)).findings.map(briefFinding);
      t.check(told.includes(`entry_tag ${standing + 1}`), 'tag-not-checked', { actual: told });
    },
  },
];
