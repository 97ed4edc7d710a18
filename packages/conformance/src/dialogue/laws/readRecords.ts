import { entityKey, type Attributes, type RecordKey, type StoredRecord } from '@colloquy/core';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { openBench } from '../support/bench.ts';
import { endOf, sure } from '../support/errors.ts';
import { intercept } from '../support/intercept.ts';
import { beginning, id, perform, performAll, perspective, tension } from '../support/story.ts';

async function prepared(t: DialogueContext) {
  const bench = await openBench(t);
  const { fixture, store } = bench;
  await performAll(store, id, [...beginning, tension, tension]);
  const old = await fixture.probe.rows(id);
  await perform(store, id, { method: 'transitionItem', input: { target: 'T0001', status: 'resolved' } });
  const now = await fixture.probe.rows(id);
  const at = (rows: typeof old, key: string): StoredRecord => sure(rows.records.find((record) => record.key === key));
  return { ...bench, old: (key: string) => at(old, key), now: (key: string) => at(now, key), key: entityKey };
}

const first = 'tension#00#01' as RecordKey;
const second = 'tension#00#02' as RecordKey;

/** A sound entity of the dialogue with something else in the envelope, under an authentic head and a right tag. */
interface Misfit {
  readonly name: string;
  readonly plaintext: (right: (changes?: object, entity?: object) => unknown, n: number) => unknown;
  readonly attributes?: (right: Attributes) => Attributes;
  readonly end: string;
}

const misfits: readonly Misfit[] = [
  {
    name: 'the address of another key',
    plaintext: (right) => right({ address: 'dialogue:laws/entity:tension/00#02' }),
    end: 'address',
  },
  {
    name: 'the address in another dialogue',
    plaintext: (right) => right({ address: 'dialogue:law/entity:tension/00#01' }),
    end: 'address',
  },
  { name: 'another type', plaintext: (right) => right({ type: 'perspective' }), end: 'address' },
  { name: 'a rev beyond the head', plaintext: (right, n) => right({ rev: n + 1 }), end: 'rev' },
  { name: 'rev 0', plaintext: (right) => right({ rev: 0 }), end: 'rev' },
  { name: 'a rev that is no number', plaintext: (right) => right({ rev: '1' }), end: 'rev' },
  { name: 'a version to come', plaintext: (right) => right({ v: 2 }), end: 'entity' },
  { name: 'no version', plaintext: (right) => right({ v: undefined }), end: 'plaintext' },
  { name: 'no entity', plaintext: (right) => right({ entity: undefined }), end: 'plaintext' },
  { name: 'a list', plaintext: (right) => [right()], end: 'address' },
  { name: 'a status that is none', plaintext: (right) => right({}, { status: 'settled' }), end: 'entity' },
  { name: 'a field that is none', plaintext: (right) => right({}, { more: 1 }), end: 'entity' },
  { name: 'a label that is missing', plaintext: (right) => right({}, { label: undefined }), end: 'entity' },
  {
    name: 'another status in the clear',
    plaintext: (right) => right(),
    attributes: (a) => ({ ...a, status: 'open' }),
    end: 'projection',
  },
  {
    name: 'an attribute less',
    plaintext: (right) => right(),
    attributes: ({ status: _s, ...a }) => a,
    end: 'projection',
  },
  {
    name: 'an attribute more',
    plaintext: (right) => right(),
    attributes: (a) => ({ ...a, more: 1 }),
    end: 'projection',
  },
  { name: 'another status in the envelope', plaintext: (right) => right({}, { status: 'open' }), end: 'projection' },
];

export const readRecordLaws: readonly DialogueLaw[] = [
  {
    clause: 'CL-READ-02',
    title: 'a record put back, removed, added, swapped or taken from another key does not fit the tag',
    run: async (t) => {
      const { fixture, old, now } = await prepared(t);
      const extra = { ...now(second), key: 'tension#00#03' as RecordKey };
      const tamperings: readonly (readonly [
        name: string,
        put: readonly StoredRecord[],
        remove: readonly RecordKey[],
      ])[] = [
        ['put back', [old(first)], []],
        ['removed', [], [second]],
        ['an event removed', [], ['event#tension#T0001#0002' as RecordKey]],
        ['added', [extra], []],
        ['taken from another key', [{ ...now(second), key: first }], []],
        [
          'swapped',
          [
            { ...now(second), key: first },
            { ...now(first), key: second },
          ],
          [],
        ],
      ];
      for (const [name, put, remove] of tamperings) {
        const before = await fixture.probe.rows(id);
        for (const record of put) await fixture.probe.putRecord(id, record);
        for (const key of remove) await fixture.probe.removeRecord(id, key);
        t.equal(await endOf(() => fixture.store().load(id)), 'integrity_error/state_tag', 'tag-not-checked', name);
        for (const { key } of put) await fixture.probe.removeRecord(id, key);
        for (const record of before.records) await fixture.probe.putRecord(id, record);
      }
      t.equal(await endOf(() => fixture.store().load(id)), 'ok', 'sound-records-refused');
    },
  },
  {
    clause: 'CL-READ-02',
    title: 'digests are those of the envelopes: a column that names other bytes is believed by nobody',
    run: async (t) => {
      const { fixture, store, now } = await prepared(t);
      // A remark changes what is sealed of a tension and nothing of its attributes.
      const comment = { method: 'commentTension', input: { target: 'T0001', reason: 'x' } } as const;
      await perform(store, id, comment);
      const latest = sure((await fixture.probe.rows(id)).records.find(({ key }) => key === first));
      const columns: readonly (readonly [name: string, record: StoredRecord])[] = [
        ['old bytes under the new digest', { ...latest, envelope: now(first).envelope }],
        ['right bytes under another digest', { ...latest, digest: now(first).digest }],
      ];
      for (const [name, record] of columns) {
        await fixture.probe.putRecord(id, record);
        for (const call of [() => fixture.store().load(id), () => perform(fixture.store(), id, comment)]) {
          t.equal(await endOf(call), 'integrity_error/digest', 'digest-column-believed', name);
        }
      }
      await fixture.probe.putRecord(id, latest);
      t.equal(await endOf(() => perform(fixture.store(), id, comment)), 'ok', 'sound-records-refused');
    },
  },
  {
    clause: 'CL-READ-02',
    title: 'a record that the backend gives twice is not counted once',
    run: async (t) => {
      const { fixture } = await prepared(t);
      const backend = intercept(fixture.backend, {
        load: async (forward, ...args) => {
          const answer = await forward(...args);
          return { ...answer, records: [...answer.records, ...answer.records.slice(0, 1)] };
        },
      });
      const end = await endOf(() => fixture.store({ backend }).load(id));
      t.equal(end, 'integrity_error/duplicate_record', 'duplicate-accepted');
    },
  },
  {
    clause: 'CL-READ-03',
    title: 'a sealed record that is not what belongs under its key is refused although tag and MAC are right',
    run: async (t) => {
      for (const { name, plaintext, attributes = (right: Attributes) => right, end } of misfits) {
        const { fixture, store, forger, now, spy } = await prepared(t);
        const sealed = sure(spy.sealed.findLast(({ key }) => key === first));
        const { entity } = JSON.parse(Buffer.from(sealed.plaintext).toString('utf8')) as { entity: object };
        const { n } = await store.load(id);
        const right = (changes: object = {}, fields: object = {}): unknown =>
          withoutAbsent(forger.plain(first, withoutAbsent({ ...entity, ...fields }), n + 1, { ...changes }));
        await forger.land({
          puts: [{ key: first, plaintext: plaintext(right, n + 1), attributes: attributes(now(first).attributes) }],
        });
        for (const each of [fixture.store(), store]) {
          const ends = [await endOf(() => each.load(id)), await endOf(() => each.item(id, 'T0001'))];
          const expected = `integrity_error/${end}`;
          t.equal(ends, [expected, expected], `${end}-unchecked`, name);
        }
      }
    },
  },
  {
    clause: 'CL-READ-03',
    title: 'a dialogue without a root is damaged',
    run: async (t) => {
      const { fixture, store, forger } = await openBench(t);
      await performAll(store, id, beginning);
      // An authentic history of one commit, in which the root never came.
      const { log, records } = await fixture.probe.rows(id);
      for (const { n } of log.slice(1)) await fixture.probe.removeEntry(id, n);
      for (const { key } of records) if (!key.startsWith('key#')) await fixture.probe.removeRecord(id, key);
      const muffin = sure(records.find(({ key }) => key === 'expert#muffin'));
      const entity = { ...muffin.attributes, role: 'Architect', scores: {} };
      const put = { key: muffin.key, plaintext: forger.plain(muffin.key, entity, 1), attributes: muffin.attributes };
      const forged = await forger.commit({ kind: 'create-dialogue', at: 1, puts: [put] });
      for (const change of forged.changes) await fixture.probe.putRecord(id, change);
      await fixture.probe.putEntry(id, forged);
      await fixture.probe.putHead(id, forged);
      const end = await endOf(() => fixture.store().load(id));
      t.equal(end, 'integrity_error/root_missing', 'root-missing-unnoticed');
    },
  },
  {
    clause: 'CL-READ-06',
    title: 'get and item open what they read: attributes and envelope of another version or key are refused',
    run: async (t) => {
      const { fixture, old, now } = await prepared(t);
      const root = entityKey.dialogue();
      const tamperings: readonly (readonly [name: string, record: StoredRecord])[] = [
        ['old attributes', { ...now(first), attributes: old(first).attributes }],
        ['the bytes of another key', { ...now(second), key: first, attributes: now(first).attributes }],
        ['the attributes of the root', { ...now(root), attributes: { ...now(root).attributes, status: 'converged' } }],
      ];
      for (const [name, record] of tamperings) {
        await fixture.probe.putRecord(id, record);
        const store = fixture.store();
        const end = await endOf(() => (record.key === root ? store.get(id) : store.item(id, 'T0001')));
        t.check(end.startsWith('integrity_error'), 'unverified-point-read', { message: name, actual: end });
        await fixture.probe.putRecord(id, now(record.key));
      }
    },
  },
  {
    clause: 'CL-READ-06',
    title: 'a point read is as fresh as the backend: what another client was acknowledged is there',
    run: async (t) => {
      const fixture = await t.open();
      const writer = fixture.store();
      const reader = fixture.store({ backend: await fixture.adapter.second() });
      await performAll(writer, id, [...beginning, tension]);
      for (const status of ['addressed', 'resolved', 'reopened']) {
        const written = await perform(writer, id, { method: 'transitionItem', input: { target: 'T0001', status } });
        const read = await reader.item(id, 'T0001');
        t.equal([read?.n, read?.value], [written.n, written.value], 'stale-point-read', status);
      }
      const { n, value } = await perform(writer, id, { method: 'setDialogueStatus', input: { status: 'abandoned' } });
      const root = await reader.get(id);
      t.equal([root?.n, root?.value], [n, value], 'stale-point-read', 'get');
      await perform(writer, id, perspective).catch(() => undefined);
    },
  },
];

function withoutAbsent(value: unknown): unknown {
  return Object.fromEntries(Object.entries(value as object).filter(([, field]) => field !== undefined));
}
