import { verifyChainContinuity } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { dialogue, expectRefused, put, standing } from '../support/boundaryBench.ts';
import { copied, crossingAfter, mover, out, pinned, signed, type Json } from '../support/crossing.ts';
import { endOf } from '../support/errors.ts';
import { bytesOf, canonical, hash, hexOf } from '../support/spec.ts';
import { id } from '../support/story.ts';
import { briefFinding } from '../support/tampering.ts';

const fields: readonly (readonly [name: string, header: Json])[] = [
  ['a state tag', { stateTag: 'ab'.repeat(32) }],
  ['a tag of its own', { tagOf: standing + 1, tag: undefined }],
  ['a log root', { rootVersion: 2 }],
  ['a data key', { dek: 2 }],
  ['an epoch', { epoch: 2 }],
  ['an erasure', { erased: 2 }],
];

const identities: readonly (readonly [name: string, body: Json])[] = [
  ['dialogue', { dialogueId: 'another' }],
  ['tenant', { tenant: 'another' }],
];

export const mgEntryLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-ENTRY-01',
    title: 'an entry of these kinds has the one form, and what has another is none',
    run: async (t) => {
      const first = await dialogue(t);
      const object = (more: Json): Uint8Array => {
        const { here } = first;
        const good = crossingAfter(first.log, out('1', here)).body;
        return bytesOf(canonical({ ...(JSON.parse(Buffer.from(good).toString('utf8')) as Json), ...more }));
      };
      const bodies: readonly (readonly [string, Uint8Array])[] = [
        ['an array', bytesOf('[]')],
        ['a field more', object({ more: 1 })],
        ['another version', object({ v: 2 })],
        ['what belongs to an arrival', object({ copied })],
        ['white space', bytesOf(` ${Buffer.from(object({})).toString('utf8')}`)],
        ['a store that leaves itself', object({ target: [first.here.place, 'here'] })],
      ];
      for (const [name, bytes] of bodies) {
        const bench = await dialogue(t);
        await put(bench, crossingAfter(bench.log, { ...out('1', bench.here), bytes }));
        const told = [`entry_malformed ${standing + 1}`];
        await expectRefused(t, bench, name, { told, why: 'body' }, 'form-accepted');
      }
    },
  },
  {
    clause: 'MG-ENTRY-01',
    title: 'a MAC under these kinds, and a signature or a body of theirs under any other, is no entry',
    run: async (t) => {
      const told = [`entry_malformed ${standing + 1}`];
      const mac = await dialogue(t);
      const entry = crossingAfter(mac.log, out('1', mac.here));
      await put(mac, { ...entry, ...mac.forger.sign(entry, {}) });
      await expectRefused(t, mac, 'a MAC', { told, why: 'signature' }, 'form-accepted');

      const other = await dialogue(t);
      const ordinary = await other.forger.commit({ repeatsTag: true });
      await put(other, { ...ordinary, auth: signed(ordinary.header, mover) });
      const end = 'integrity_error/head_mac';
      await expectRefused(t, other, 'a signature', { told, why: 'signature', end }, 'form-accepted');

      const body = await dialogue(t);
      const object = crossingAfter(body.log, out('1', body.here)).body;
      const plain = await body.forger.commit({ repeatsTag: true, header: { changes: hexOf(hash(object)) } });
      await put(body, { ...plain, body: object });
      const { findings } = await body.fixture.store(pinned).verify(id);
      t.equal(findings.map(briefFinding), told, 'form-accepted', 'an object under an ordinary kind');
    },
  },
  {
    clause: 'MG-ENTRY-02',
    title: 'what a boundary entry repeats is what the entry before says, whoever signs another',
    run: async (t) => {
      const told = [`entry_boundary ${standing + 1}`];
      for (const [name, header] of fields) {
        const bench = await dialogue(t);
        await put(bench, crossingAfter(bench.log, { ...out('1', bench.here), header }));
        const { findings } = await bench.fixture.store(pinned).verify(id);
        const actual = findings.map(briefFinding);
        t.check(actual.includes(told[0] ?? ''), 'state-invented', { message: name, expected: told, actual });
        const ends = await endOf(() => bench.fixture.store(pinned).load(id));
        t.check(ends.startsWith('integrity_error') || ends.startsWith('vault'), 'state-invented', {
          message: name,
          actual: ends,
        });
        const options = { tenant: 'tests', movers: [mover.verifier] };
        const { broken } = await verifyChainContinuity(bench.fixture.backend, id, options);
        t.equal(broken, { n: standing + 1, why: 'state' }, 'state-invented', name);
      }
    },
  },
  {
    clause: 'MG-ENTRY-02',
    title: 'it names this dialogue, this tenant, this log and the hash of the entry before',
    run: async (t) => {
      const told = [`entry_boundary ${standing + 1}`];
      for (const [name, body] of identities) {
        const bench = await dialogue(t);
        await put(bench, crossingAfter(bench.log, { ...out('1', bench.here), body }));
        await expectRefused(t, bench, name, { told, why: 'identity' }, 'identity-unchecked');
      }
      // Which log it is, only entry 1 says: for whoever reads that too.
      const other = await dialogue(t);
      await put(other, crossingAfter(other.log, { ...out('1', other.here), body: { logId: '9'.repeat(32) } }));
      const { findings } = await other.fixture.store(pinned).verify(id);
      t.check(findings.map(briefFinding).includes(told[0] ?? ''), 'identity-unchecked', { message: 'another log' });
      const bench = await dialogue(t);
      await put(bench, crossingAfter(bench.log, { ...out('1', bench.here), header: { prevHash: 'ab'.repeat(32) } }));
      const links = { told: [`link_broken ${standing + 1}`], why: 'link' };
      await expectRefused(t, bench, 'another entry before', links, 'link-unchecked');
    },
  },
];
