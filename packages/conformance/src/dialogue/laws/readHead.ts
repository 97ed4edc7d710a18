import type { Head } from '@colloquy/core';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { openBench } from '../support/bench.ts';
import { endOf, sure } from '../support/errors.ts';
import { everyUse } from '../support/reads.ts';
import { bytesOf, canonical } from '../support/spec.ts';
import { beginning, id, performAll, tension } from '../support/story.ts';

type Header = Readonly<Record<string, unknown>>;

function altered(head: Head, change: (header: Header) => Header): Head {
  const header = JSON.parse(Buffer.from(head.header).toString('utf8')) as Header;
  return { ...head, header: bytesOf(canonical(change(header))) };
}

function flipped(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, at) => (at === 7 ? byte ^ 0x10 : byte));
}

/** Heads that nobody with the key has written, each wrong in one place, and how a reader has to call them. */
const forgeries: readonly (readonly [name: string, forge: (head: Head) => Head, end: string])[] = [
  ['another MAC', (head) => ({ ...head, auth: flipped(head.auth) }), 'integrity_error/head_mac'],
  ['no MAC', (head) => ({ ...head, auth: new Uint8Array(0) }), 'integrity_error/head_mac'],
  ['another time', (head) => altered(head, (h) => ({ ...h, time: 1 })), 'integrity_error/head_mac'],
  ['another actor', (head) => altered(head, (h) => ({ ...h, actor: 'mallory' })), 'integrity_error/head_mac'],
  [
    'another state tag',
    (head) => altered(head, (h) => ({ ...h, stateTag: 'ab'.repeat(32) })),
    'integrity_error/head_mac',
  ],
  ['another kind', (head) => altered(head, (h) => ({ ...h, kind: 'import' })), 'integrity_error/head_mac'],
  [
    'another number in header and column',
    (head) => ({ ...altered(head, (h) => ({ ...h, n: 99, tagOf: 99 })), n: 99 }),
    'integrity_error/head_mac',
  ],
  ['another number in the column', (head) => ({ ...head, n: 99 }), 'integrity_error/head_malformed'],
  [
    'another commitId in the column',
    (head) => ({ ...head, commitId: 'f'.repeat(32) }),
    'integrity_error/head_malformed',
  ],
  ['no header', (head) => ({ ...head, header: new Uint8Array(0) }), 'integrity_error/head_malformed'],
  ['a field more', (head) => altered(head, (h) => ({ ...h, more: true })), 'integrity_error/head_malformed'],
  [
    'two thousand million data keys',
    (head) => altered(head, (h) => ({ ...h, dek: 2 ** 31 - 1 })),
    'integrity_error/head_malformed',
  ],
];

async function forgedHead(t: DialogueContext) {
  const bench = await openBench(t);
  await performAll(bench.store, id, [...beginning, tension]);
  const { head } = await bench.fixture.probe.rows(id);
  return { ...bench, head: sure(head) };
}

export const readHeadLaws: readonly DialogueLaw[] = [
  {
    clause: 'CL-READ-01',
    title:
      'whatever uses the dialogue refuses a head that its key has not authenticated, in a store that knows it and in a new one',
    run: async (t) => {
      const { fixture, store, head } = await forgedHead(t);
      for (const [name, forge, expected] of forgeries) {
        await fixture.probe.putHead(id, forge(head));
        for (const [use, call] of everyUse) {
          for (const each of [fixture.store(), store]) {
            const end = await endOf(() => call(each));
            t.equal(end, expected, 'head-believed', `${use} upon a head with ${name}`);
          }
        }
      }
      await fixture.probe.putHead(id, head);
      for (const [use, call] of everyUse) t.equal(await endOf(() => call(fixture.store())), 'ok', 'head-refused', use);
    },
  },
  {
    clause: 'CL-READ-01',
    title: 'an open handle refuses such a head too, and keeps what it had',
    run: async (t) => {
      const { fixture, store, head } = await forgedHead(t);
      const handle = await store.open(id);
      const before = handle.current;
      for (const [name, forge, expected] of forgeries) {
        await fixture.probe.putHead(id, forge(head));
        t.equal(await endOf(() => handle.refresh()), expected, 'head-believed', name);
        t.check(handle.current === before, 'head-believed', { message: `${name}: current has changed` });
      }
      await fixture.probe.putHead(id, head);
      t.equal(await endOf(() => handle.refresh()), 'ok', 'head-refused');
    },
  },
  {
    clause: 'CL-READ-01',
    title: 'without the wrapped keys nothing is believed',
    run: async (t) => {
      const { fixture } = await forgedHead(t);
      for (const key of ['key#log#0001', 'key#dek#0001']) {
        const { records } = await fixture.probe.rows(id);
        const record = sure(records.find((row) => row.key === key));
        await fixture.probe.removeRecord(id, record.key);
        for (const [use, call] of everyUse) {
          const end = await endOf(() => call(fixture.store()));
          t.equal(end, 'integrity_error/key_record', 'head-believed', `${use} without ${key}`);
        }
        await fixture.probe.putRecord(id, record);
      }
    },
  },
];
