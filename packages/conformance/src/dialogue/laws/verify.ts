import { dialogueId, type Finding, type LogEntry, type RecordKey, type StoredRecord } from '@colloquy/core';
import type { RawRows } from '../../kit/RawProbe.ts';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { openBench, type Bench } from '../support/bench.ts';
import { sure } from '../support/errors.ts';
import { afterReads, scorer, times } from '../support/interfere.ts';
import { bytesOf, canonical, entryHashOf, hexOf } from '../support/spec.ts';
import { beginning, id, perform, performAll, tension, wholeStory } from '../support/story.ts';

const copied = dialogueId('laws-copied');

/** What somebody with access to the storage does, and what a report must say of it: `kind`, key or nothing, n or nothing. */
interface Tampering {
  readonly name: string;
  readonly tamper: (bench: Prepared) => Promise<unknown>;
  /** All of these must be told. */
  readonly told: readonly string[];
  /** True: and nothing else. */
  readonly exactly?: true;
}

interface Prepared extends Bench {
  readonly rows: RawRows;
  record(key: string): StoredRecord;
  /** What stood under the key before the last commit that changed it. */
  old(key: string): StoredRecord;
  entry(n: number): LogEntry;
}

/** Entries 1 to 4 begin; 5, 6 and 7 register T0001 to T0003; 8 resolves T0001. */
async function prepared(t: DialogueContext): Promise<Prepared> {
  const bench = await openBench(t);
  const { fixture, store } = bench;
  await performAll(store, id, [...beginning, tension, tension, tension]);
  const before = await fixture.probe.rows(id);
  await perform(store, id, { method: 'transitionItem', input: { target: 'T0001', status: 'resolved' } });
  const rows = await fixture.probe.rows(id);
  const find = ({ records }: RawRows, key: string): StoredRecord => sure(records.find((record) => record.key === key));
  return {
    ...bench,
    rows,
    record: (key) => find(rows, key),
    old: (key) => find(before, key),
    entry: (n) => sure(rows.log[n - 1]),
  };
}

const last = 8;
const one = 'tension#00#01' as RecordKey;
const two = 'tension#00#02' as RecordKey;
const three = 'tension#00#03' as RecordKey;
const lastEvent = 'event#tension#T0001#0002' as RecordKey;

export function briefFinding({ kind, key, n }: Finding): string {
  return [kind, key, n].filter((part) => part !== undefined).join(' ');
}

async function expectTold(t: DialogueContext, tamperings: readonly Tampering[], reason: string): Promise<void> {
  for (const { name, tamper, told, exactly } of tamperings) {
    const bench = await prepared(t);
    await tamper(bench);
    // A store that has the right keys in its memory must look at what is stored all the same.
    for (const store of [bench.fixture.store(), bench.store]) {
      const report = await store.verify(id).catch((error: unknown) => {
        throw t.violation(reason, {
          message: `${name}: verify did not report but reject: ${String(error)}`,
          cause: error,
        });
      });
      const findings = report.findings.map(briefFinding);
      for (const finding of told) {
        t.check(findings.includes(finding), reason, { message: name, expected: told, actual: findings });
      }
      t.check(!report.ok, 'called-sound', { message: name });
      if (exactly === true) t.equal(findings.toSorted(ascii), told.toSorted(ascii), 'false-finding', name);
      const said = report.findings.every(({ message }) => message.length > 10);
      t.check(said, reason, { message: `${name}: a finding without words`, actual: report.findings });
    }
  }
}

function ascii(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function withHeader(entry: LogEntry, change: object): LogEntry {
  const header = JSON.parse(Buffer.from(entry.header).toString('utf8')) as object;
  return { ...entry, header: bytesOf(canonical({ ...header, ...change })) };
}

const flip = (bytes: Uint8Array): Uint8Array => bytes.map((byte, at) => (at === 5 ? byte ^ 1 : byte));

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

const recordTamperings: readonly Tampering[] = [
  {
    name: 'a record removed',
    tamper: ({ fixture }) => fixture.probe.removeRecord(id, two),
    told: [`record_missing ${two} 6`],
    exactly: true,
  },
  {
    name: 'a record that nobody wrote',
    tamper: async ({ fixture, forger, record }) => {
      const key = 'tension#00#09' as RecordKey;
      const { attributes } = record(two);
      await fixture.probe.putRecord(id, await forger.record({ key, plaintext: forger.plain(key, {}, 6), attributes }));
    },
    told: ['record_unexpected tension#00#09'],
    exactly: true,
  },
  {
    name: 'other bytes, sealed with the right key',
    tamper: async ({ fixture, forger, record }) => {
      const { attributes } = record(two);
      await fixture.probe.putRecord(
        id,
        await forger.record({ key: two, plaintext: forger.plain(two, {}, 6), attributes }),
      );
    },
    told: [`record_changed ${two} 6`],
    exactly: true,
  },
  {
    name: 'one byte flipped',
    tamper: ({ fixture, record }) =>
      fixture.probe.putRecord(id, { ...record(two), envelope: flip(record(two).envelope) }),
    told: [`record_changed ${two} 6`],
    exactly: true,
  },
  {
    name: 'another digest beside the bytes',
    tamper: ({ fixture, record }) => fixture.probe.putRecord(id, { ...record(two), digest: record(three).digest }),
    told: [`record_changed ${two} 6`],
    exactly: true,
  },
  {
    name: 'a status flipped in the clear',
    tamper: ({ fixture, record }) => {
      const attributes = { ...record(two).attributes, status: 'resolved' };
      return fixture.probe.putRecord(id, { ...record(two), attributes });
    },
    told: [`attributes_changed ${two} 6`],
    exactly: true,
  },
  {
    name: 'an attribute lost',
    tamper: ({ fixture, record }) => {
      const { createdAt: _createdAt, ...attributes } = record(two).attributes;
      return fixture.probe.putRecord(id, { ...record(two), attributes });
    },
    told: [`attributes_changed ${two} 6`],
    exactly: true,
  },
  {
    name: 'an authentic record that names another commit as its own',
    tamper: async ({ forger, record, spy }) => {
      const sealed = sure(spy.sealed.findLast(({ key }) => key === two));
      const { entity } = JSON.parse(Buffer.from(sealed.plaintext).toString('utf8')) as { entity: unknown };
      await forger.land({
        puts: [{ key: two, plaintext: forger.plain(two, entity, 6), attributes: record(two).attributes }],
      });
    },
    told: [`record_unreadable ${two}`],
    exactly: true,
  },
];

const everything: readonly Tampering[] = [
  {
    name: 'an old version put back',
    tamper: ({ fixture, old }) => fixture.probe.putRecord(id, old(one)),
    told: [`record_replayed ${one} 5`],
    exactly: true,
  },
  {
    name: 'two records swapped',
    tamper: async ({ fixture, record }) => {
      await fixture.probe.putRecord(id, { ...record(three), key: two });
      await fixture.probe.putRecord(id, { ...record(two), key: three });
    },
    told: [`record_misplaced ${two} 6`, `record_misplaced ${three} 7`],
    exactly: true,
  },
  {
    name: 'a record of another dialogue',
    tamper: async ({ fixture, store }) => {
      await performAll(store, copied, [...beginning, tension]);
      const { records } = await fixture.probe.rows(copied);
      await fixture.probe.putRecord(id, sure(records.find(({ key }) => key === one)));
    },
    told: [`record_changed ${one} ${last}`],
    exactly: true,
  },
  {
    name: 'no log root',
    tamper: ({ fixture }) => fixture.probe.removeRecord(id, 'key#log#0001' as RecordKey),
    told: ['keys_unreadable key#log#0001', 'record_missing key#log#0001 1'],
    exactly: true,
  },
  {
    name: 'another wrapped data key',
    tamper: ({ fixture, record }) => {
      const key = 'key#dek#0001' as RecordKey;
      return fixture.probe.putRecord(id, { ...record(key), envelope: bytesOf('no key'), digest: record(one).digest });
    },
    told: ['keys_unreadable', 'record_changed key#dek#0001 1'],
  },
  {
    name: 'a torn restore: some records of before the last commit, head and log of after it',
    tamper: async ({ fixture, old }) => {
      await fixture.probe.putRecord(id, old(one));
      await fixture.probe.removeRecord(id, lastEvent);
    },
    told: [`record_replayed ${one} 5`, `record_missing ${lastEvent} ${last}`],
    exactly: true,
  },
  {
    name: 'many things at once',
    tamper: async ({ fixture, record, old, entry, forger }) => {
      const { probe } = fixture;
      await probe.putRecord(id, old(one));
      await probe.removeRecord(id, lastEvent);
      await probe.putRecord(id, { ...record(three), key: two });
      await probe.putRecord(id, { ...record(three), attributes: {} });
      const key = 'tension#01#01' as RecordKey;
      await probe.putRecord(id, await forger.record({ key, plaintext: {}, attributes: {} }));
      await probe.putEntry(id, { ...entry(4), auth: flip(entry(4).auth) });
      await probe.putEntry(id, withHeader(entry(6), { actor: 'mallory' }));
    },
    told: [
      `record_replayed ${one} 5`,
      `record_missing ${lastEvent} ${last}`,
      `record_misplaced ${two} 6`,
      `attributes_changed ${three} 7`,
      'record_unexpected tension#01#01',
      'entry_mac 4',
      'entry_mac 6',
      'link_broken 7',
    ],
    exactly: true,
  },
];

export const verifyLaws: readonly DialogueLaw[] = [
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
  {
    clause: 'CL-VERIFY-04',
    title: 'a record that is missing, extra, or not the last change of its address is told with its key',
    run: (t) => expectTold(t, recordTamperings, 'record-not-checked'),
  },
  {
    clause: 'CL-VERIFY-05',
    title: 'each fault is named by kind and place, however many there are, and no other',
    run: (t) => expectTold(t, everything, 'not-named'),
  },
];
