import { dialogueId, type RecordKey, type StoredRecord } from '@colloquy/core';
import { createTestKeyring, createTestDialogueStore, seededSources, type WrapRequest } from '@colloquy/core/testing';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { openBySpec, regionOf, sealBySpec, wrapDataOf, hedgeOf, concat } from '../support/envelopeSpec.ts';
import { endOf, sure } from '../support/errors.ts';
import { codecKey, codecKeyObject, isWrap, ownCodec, written, type Written } from '../support/sealed.ts';
import { hash, hexOf } from '../support/spec.ts';
import { id, perform, performAll, tension, wholeStory } from '../support/story.ts';

const create = wholeStory.slice(0, 1);
const neighbour = dialogueId('laws-neighbour');
const dekKey = 'key#dek#0001' as RecordKey;
const rootKey = 'key#log#0001' as RecordKey;

const kinds = [
  { key: dekKey, purpose: 'dek-wrap', label: 'dek' },
  { key: rootKey, purpose: 'log-root-wrap', label: 'log-root' },
] as const;

function recordAt(records: readonly StoredRecord[], key: string): StoredRecord {
  return sure(records.find((record) => record.key === key));
}

function withEnvelope(record: StoredRecord, envelope: Uint8Array): StoredRecord {
  return { ...record, envelope, digest: hexOf(hash(envelope)) };
}

/** A wrap of the right key by the text of the specification, wrong in what is changed. */
function rewrapped(w: Written, which: (typeof kinds)[number], epoch: number, data: Uint8Array): StoredRecord {
  const { key, purpose, label } = which;
  const plaintext = label === 'dek' ? w.dek : w.root;
  const envelope = sealBySpec({ key: w.kek, purpose, flags: 0, keyVersion: epoch, associatedData: data, plaintext });
  return withEnvelope(recordAt(w.records, key), envelope);
}

/** A store that knows nothing yet opens the root, after this wrap was put in the place of the right one. */
async function getWith(t: DialogueContext, w: Written, record: StoredRecord): Promise<string> {
  await w.fixture.probe.putRecord(id, record);
  const end = await endOf(() => w.fixture.store().get(id));
  await w.fixture.probe.putRecord(id, recordAt(w.records, record.key));
  t.equal(await endOf(() => w.fixture.store().get(id)), 'ok', 'sound-wrap-refused');
  return end;
}

/** Wraps that are right for something else. */
function misplaced(w: Written, which: (typeof kinds)[number]): readonly (readonly [string, Uint8Array])[] {
  const { tenant } = w.fixture.keyring;
  const { label } = which;
  const other = label === 'dek' ? 'log-root' : 'dek';
  return [
    ['of another tenant', wrapDataOf(label, 'others', id, 1)],
    ['of another dialogue', wrapDataOf(label, tenant, neighbour, 1)],
    ['of another version', wrapDataOf(label, tenant, id, 2)],
    ['of the other key', wrapDataOf(other, tenant, id, 1)],
    ['of nothing', new Uint8Array(32)],
  ];
}

export const evWrapLaws: readonly DialogueLaw[] = [
  {
    clause: 'EV-WRAP-01',
    title: 'a wrap is an envelope under the KEK, of 32 key bytes that are not padded, and names the epoch',
    run: async (t) => {
      const w = await written(t, create);
      const { tenant } = w.fixture.keyring;
      for (const { key, purpose, label } of kinds) {
        const { envelope } = recordAt(w.records, key);
        const opened = openBySpec(envelope, w.kek, purpose, wrapDataOf(label, tenant, id, 1));
        t.equal(opened && hexOf(opened), hexOf(label === 'dek' ? w.dek : w.root), 'wrong-wrap', key);
        t.equal(hexOf(regionOf(envelope, 'keyVersion')), '00000001', 'wrong-wrap', `epoch of ${key}`);
      }
    },
  },
  {
    clause: 'EV-WRAP-02',
    title: 'a wrap of another tenant, dialogue, version or kind of key is refused, in whatever place it is put',
    run: async (t) => {
      const w = await written(t, create);
      const { tenant } = w.fixture.keyring;
      for (const which of kinds) {
        t.equal(
          await getWith(t, w, rewrapped(w, which, 1, wrapDataOf(which.label, tenant, id, 1))),
          'ok',
          'sound-wrap-refused',
        );
        for (const [name, data] of misplaced(w, which)) {
          const end = await getWith(t, w, rewrapped(w, which, 1, data));
          t.check(end.startsWith('integrity_error'), 'wrap-misplaced', {
            message: `${which.key} ${name}`,
            actual: end,
          });
        }
      }
    },
  },
  {
    clause: 'EV-WRAP-02',
    title: 'what was wrapped for one place is unwrapped for no other',
    run: async (t) => {
      const { codec } = ownCodec(t.seed);
      const right: WrapRequest = {
        purpose: 'dek',
        version: 1,
        kek: codecKeyObject,
        tenant: 'tests',
        dialogueId: id,
        epoch: 1,
      };
      const wrapped = await codec.wrapKey(right, codecKey);
      t.equal(await codec.unwrapKey(right, wrapped), codecKey, 'sound-wrap-refused');
      const others: readonly Partial<WrapRequest>[] = [
        { tenant: 'others' },
        { dialogueId: neighbour },
        { version: 2 },
        { purpose: 'log-root' },
        { epoch: 2 },
      ];
      for (const other of others) {
        const end = await endOf(() => codec.unwrapKey({ ...right, ...other }, wrapped));
        t.equal(end, 'integrity_error', 'wrap-misplaced', Object.keys(other).join(' '));
      }
    },
  },
  {
    clause: 'EV-WRAP-02',
    title: 'tenants and ids that read alike when they are put together have other associated data',
    run: async (t) => {
      const fixture = await t.open();
      const [long, short] = [dialogueId('nvidia'), dialogueId('vidia')];
      const seen: string[] = [];
      for (const [tenant, dialogue] of [
        ['acme', long],
        ['acmen', short],
      ] as const) {
        const sources = seededSources({ seed: t.seed });
        const keyring = await createTestKeyring({ tenant, randomBytes: sources.randomBytes });
        await createTestDialogueStore({ backend: fixture.backend, keyring, sources }).create(dialogue, { title: 'x' });
        const { records } = await fixture.probe.rows(dialogue);
        const kek = new Uint8Array((await keyring.kek(1)).key.export());
        const opened = openBySpec(
          recordAt(records, dekKey).envelope,
          kek,
          'dek-wrap',
          wrapDataOf('dek', tenant, dialogue, 1),
        );
        t.check(opened !== undefined, 'wrap-ambiguous', { message: `${tenant} ${dialogue}` });
        seen.push(hexOf(wrapDataOf('dek', tenant, dialogue, 1)));
      }
      t.check(seen[0] !== seen[1], 'wrap-ambiguous');
    },
  },
  {
    clause: 'EV-WRAP-03',
    title: 'every wrap has a salt of its own, which comes from its own draw, its place and its key',
    run: async (t) => {
      const w = await written(t, create);
      const { tenant } = w.fixture.keyring;
      await w.store.create(neighbour, { title: 'Another' });
      const others = (await w.fixture.probe.rows(neighbour)).records.filter(isWrap);
      const wraps = [...w.records.filter(isWrap), ...others];
      for (const region of ['salt', 'nonce'] as const) {
        const values = wraps.map(({ envelope }) => hexOf(regionOf(envelope, region)));
        t.equal(new Set(values).size, 4, 'wraps-share', region);
      }
      for (const { key, label } of kinds) {
        const body = hash(concat(wrapDataOf(label, tenant, id, 1), label === 'dek' ? w.dek : w.root));
        const salt = hexOf(regionOf(recordAt(w.records, key).envelope, 'salt'));
        const hedges = w.drawn
          .filter((piece) => piece.byteLength >= 32)
          .map((piece) => hexOf(hedgeOf(w.kek, piece.subarray(0, 32), body).salt));
        t.check(hedges.includes(salt), 'wrap-not-hedged', { message: key });
      }
    },
  },
  {
    clause: 'EV-WRAP-04',
    title: 'the wraps are records: a changed one does not fit the state tag, though what it holds is right',
    run: async (t) => {
      const w = await written(t, [...wholeStory.slice(0, 4), tension]);
      const { tenant } = w.fixture.keyring;
      t.equal(await endOf(() => w.fixture.store().load(id)), 'ok', 'wrap-not-in-state');
      for (const which of kinds) {
        await w.fixture.probe.putRecord(id, rewrapped(w, which, 1, wrapDataOf(which.label, tenant, id, 1)));
        for (const store of [w.fixture.store(), w.store]) {
          t.equal(await endOf(() => store.load(id)), 'integrity_error/state_tag', 'wrap-not-in-state', which.key);
        }
        const { findings } = await w.fixture.store().verify(id);
        t.check(
          findings.some(({ kind, key }) => kind === 'record_changed' && key === which.key),
          'wrap-not-in-log',
          { message: which.key, actual: findings },
        );
        await w.fixture.probe.putRecord(id, recordAt(w.records, which.key));
      }
    },
  },
  {
    clause: 'EV-WRAP-05',
    title: 'a wrap that names another epoch than the head is refused, though key and tag are right for it',
    run: async (t) => {
      const w = await written(t, create);
      const { tenant } = w.fixture.keyring;
      for (const which of kinds) {
        for (const epoch of [2, 2 ** 31 - 1]) {
          const end = await getWith(t, w, rewrapped(w, which, epoch, wrapDataOf(which.label, tenant, id, 1)));
          t.check(end.startsWith('integrity_error'), 'other-epoch-opened', { message: which.key, actual: end });
        }
      }
    },
  },
  {
    clause: 'EV-WRAP-05',
    title: 'under the keys of another master key nothing opens, and nothing is written',
    run: async (t) => {
      const { fixture, store } = await written(t, [...wholeStory.slice(0, 4), tension]);
      const sources = seededSources({ seed: t.seed + 1 });
      const keyring = await createTestKeyring({ randomBytes: sources.randomBytes, tenant: fixture.keyring.tenant });
      const stranger = createTestDialogueStore({ backend: fixture.backend, keyring, sources });
      const before = await fixture.probe.rows(id);
      for (const call of [
        () => stranger.get(id),
        () => stranger.load(id),
        () => stranger.open(id),
        () => perform(stranger, id, tension),
      ]) {
        const end = await endOf(call);
        t.check(end.startsWith('integrity_error'), 'foreign-key-opened', { actual: end });
      }
      t.equal(await fixture.probe.rows(id), before, 'foreign-key-opened', 'what is stored');
      await performAll(store, id, [tension]);
    },
  },
];
