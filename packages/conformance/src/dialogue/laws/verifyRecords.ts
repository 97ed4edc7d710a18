import { dialogueId, type RecordKey } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { sure } from '../support/errors.ts';
import { bytesOf } from '../support/spec.ts';
import { beginning, id, performAll, tension } from '../support/story.ts';
import {
  expectTold,
  flip,
  last,
  lastEvent,
  one,
  three,
  two,
  withHeader,
  type Tampering,
} from '../support/tampering.ts';

const copied = dialogueId('laws-copied');

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

export const verifyRecordLaws: readonly DialogueLaw[] = [
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
