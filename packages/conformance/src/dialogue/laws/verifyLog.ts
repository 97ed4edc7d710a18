import { dialogueId } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { openBench } from '../support/bench.ts';
import { sure } from '../support/errors.ts';
import { afterReads, scorer, times } from '../support/interfere.ts';
import { bytesOf, entryHashOf, genesisOf, hexOf, unhex } from '../support/spec.ts';
import { id, performAll, wholeStory } from '../support/story.ts';
import { briefFinding, expectTold, flip, last, prepared, withHeader, type Tampering } from '../support/tampering.ts';

const copied = dialogueId('laws-copied');

const entryTamperings: readonly Tampering[] = [
  {
    name: 'an entry removed',
    tamper: ({ fixture }) => fixture.probe.removeEntry(id, 3),
    told: ['entry_missing 3'],
    exactly: true,
  },
  {
    name: 'the first removed',
    tamper: ({ fixture }) => fixture.probe.removeEntry(id, 1),
    told: ['entry_missing 1'],
    exactly: true,
  },
  {
    name: 'the last removed',
    tamper: ({ fixture }) => fixture.probe.removeEntry(id, last),
    told: [`entry_missing ${last}`],
  },
  {
    name: 'another time in a header',
    tamper: ({ fixture, entry }) => fixture.probe.putEntry(id, withHeader(entry(3), { time: 7 })),
    told: ['entry_mac 3', 'link_broken 4'],
    exactly: true,
  },
  {
    name: 'another MAC',
    tamper: ({ fixture, entry }) => fixture.probe.putEntry(id, { ...entry(3), auth: flip(entry(3).auth) }),
    told: ['entry_mac 3'],
    exactly: true,
  },
  {
    name: 'another body',
    tamper: ({ fixture, entry }) => fixture.probe.putEntry(id, { ...entry(3), body: entry(4).body }),
    told: ['entry_malformed 3'],
    exactly: true,
  },
  {
    name: 'no header at all',
    tamper: ({ fixture, entry }) => fixture.probe.putEntry(id, { ...entry(3), header: bytesOf('{}') }),
    told: ['entry_malformed 3', 'link_broken 4'],
    exactly: true,
  },
  {
    name: 'another commitId beside the header',
    tamper: ({ fixture, entry }) => fixture.probe.putEntry(id, { ...entry(3), commitId: 'f'.repeat(32) }),
    told: ['entry_malformed 3'],
    exactly: true,
  },
  {
    name: 'two entries swapped',
    tamper: async ({ fixture, entry }) => {
      await fixture.probe.putEntry(id, { ...entry(4), n: 3 });
      await fixture.probe.putEntry(id, { ...entry(3), n: 4 });
    },
    told: ['entry_malformed 3', 'entry_malformed 4'],
  },
  {
    name: 'an authentic entry that follows no other',
    tamper: ({ forger }) => forger.land({ header: { prevHash: 'ab'.repeat(32) } }),
    told: [`link_broken ${last + 1}`],
  },
];

/** Their wrapped keys cannot come along, so only a holder of this dialogue's log root could make them. */
const foreignBeginnings: readonly Tampering[] = (['tenant', 'dialogue'] as const).map((other) => ({
  name: `the genesis of another ${other}`,
  tamper: ({ fixture, forger, entry }) => {
    const { logId } = JSON.parse(Buffer.from(entry(1).header).toString('utf8')) as { logId: string };
    const tenant = other === 'tenant' ? 'others' : fixture.keyring.tenant;
    const genesis = genesisOf(tenant, other === 'dialogue' ? copied : id, unhex(logId));
    return fixture.probe.putEntry(id, forger.sign(entry(1), { prevHash: hexOf(genesis) }));
  },
  told: ['entry_mac 1', 'link_broken 2'],
}));

const headTamperings: readonly Tampering[] = [
  {
    name: 'an older head',
    tamper: ({ fixture, entry }) => fixture.probe.putHead(id, entry(last - 1)),
    told: [`head_not_last ${last - 1}`],
  },
  {
    name: 'entries beyond the head',
    tamper: async ({ forger, fixture, entry }) => {
      await forger.land({ repeatsTag: true });
      await fixture.probe.putHead(id, entry(last));
    },
    told: [`head_not_last ${last}`],
    exactly: true,
  },
  { name: 'no head', tamper: ({ fixture }) => fixture.probe.removeHead(id), told: ['head_missing'], exactly: true },
  {
    name: 'another MAC of the head',
    tamper: ({ fixture, rows }) => fixture.probe.putHead(id, { ...sure(rows.head), auth: flip(sure(rows.head).auth) }),
    told: [`head_invalid ${last}`, `head_not_last ${last}`],
    exactly: true,
  },
  {
    name: 'another commitId beside the header',
    tamper: ({ fixture, rows }) => fixture.probe.putHead(id, { ...sure(rows.head), commitId: 'f'.repeat(32) }),
    told: [`head_invalid ${last}`],
    exactly: true,
  },
  {
    name: 'a head that is none',
    tamper: ({ fixture, rows }) => fixture.probe.putHead(id, { ...sure(rows.head), header: bytesOf('{}') }),
    told: [`head_invalid ${last}`, `head_not_last ${last}`],
  },
  {
    name: 'a head that asks for any number of keys',
    tamper: ({ fixture, entry }) => fixture.probe.putHead(id, withHeader(entry(last), { dek: 2 ** 31 - 1 })),
    told: [`head_invalid ${last}`, `head_not_last ${last}`],
    exactly: true,
  },
];

export const verifyLogLaws: readonly DialogueLaw[] = [
  {
    clause: 'CL-VERIFY-01',
    title: 'an entry that is missing, changed, forged or out of order is told with its n',
    run: (t) => expectTold(t, entryTamperings, 'entry-not-checked'),
  },
  {
    clause: 'CL-VERIFY-01',
    title: 'the log of one dialogue under the id of another is not its own',
    run: async (t) => {
      const { fixture, rows } = await prepared(t);
      for (const record of rows.records) await fixture.probe.putRecord(copied, record);
      for (const entry of rows.log) await fixture.probe.putEntry(copied, entry);
      await fixture.probe.putHead(copied, sure(rows.head));
      const { findings } = await fixture.store().verify(copied);
      const told = findings.map(briefFinding);
      t.check(told.includes('entry_mac 1') || told.includes('keys_unreadable'), 'genesis-not-checked', {
        actual: told,
      });
    },
  },
  {
    clause: 'CL-VERIFY-01',
    title: 'an authentic first entry that begins the log of another dialogue or tenant is told',
    run: (t) => expectTold(t, foreignBeginnings, 'genesis-not-checked'),
  },
  {
    clause: 'CL-VERIFY-01',
    title: 'a sound dialogue has no finding, and the report counts what is there',
    run: async (t) => {
      const { store, fixture } = await openBench(t);
      await performAll(store, id, wholeStory);
      const { log, records } = await fixture.probe.rows(id);
      const report = await fixture.store().verify(id);
      t.equal(report.findings, [], 'false-finding');
      t.equal(
        [report.ok, report.n, report.entries, report.records, report.logHead],
        [true, log.length, log.length, records.length, hexOf(entryHashOf(sure(log.at(-1)).header))],
        'wrong-figures',
      );
    },
  },
  {
    clause: 'CL-VERIFY-01',
    title: 'writers at work are no finding',
    run: async (t) => {
      const { fixture, store } = await prepared(t);
      const act = times(7, scorer(store).act);
      const report = await fixture.store({ backend: afterReads(fixture.backend, act) }).verify(id);
      t.equal(report.findings, [], 'false-finding');
    },
  },
  {
    clause: 'CL-VERIFY-02',
    title: 'an authentic entry whose tag its changes do not give is told with its n',
    run: (t) =>
      expectTold(
        t,
        [
          {
            name: 'a tag of nothing',
            tamper: ({ forger }) => forger.land({ header: { stateTag: 'cd'.repeat(32) } }),
            told: [`entry_tag ${last + 1}`],
            exactly: true,
          },
          {
            name: 'the tag of the entry before under the own mask',
            tamper: ({ forger, entry }) => {
              const { stateTag } = JSON.parse(Buffer.from(entry(last).header).toString('utf8')) as { stateTag: string };
              return forger.land({ header: { stateTag } });
            },
            told: [`entry_tag ${last + 1}`],
            exactly: true,
          },
        ],
        'tag-not-recomputed',
      ),
  },
  {
    clause: 'CL-VERIFY-03',
    title: 'a head that is not the last entry, or not one that the key wrote, is told',
    run: (t) => expectTold(t, headTamperings, 'head-not-checked'),
  },
];
