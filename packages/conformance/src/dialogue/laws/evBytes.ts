import { createDecipheriv } from 'node:crypto';
import { limits } from '@colloquy/core';
import { createTestKeyring, seededSources } from '@colloquy/core/testing';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import {
  concat,
  hkdf,
  openBySpec,
  paddedLengthOf,
  purposeBytes,
  regionOf,
  u32,
  type SpecPurpose,
} from '../support/envelopeSpec.ts';
import { sure } from '../support/errors.ts';
import {
  addressHashOf,
  isWrap,
  kekOf,
  openBatch,
  ownCodec,
  recorded,
  sealBatch,
  specRecord,
  threeKeys,
  written,
} from '../support/sealed.ts';
import { entryHashOf, hexOf, hmac, lp } from '../support/spec.ts';
import { id, performAll, wholeStory } from '../support/story.ts';

const create = wholeStory.slice(0, 1);
const [one] = threeKeys;

function purposeOf(key: string): SpecPurpose {
  if (key.startsWith('key#dek#')) return 'dek-wrap';
  return key.startsWith('key#log#') ? 'log-root-wrap' : 'record';
}

/** Headers that are not on the list, with everything else right for them. */
const foreignHeaders: readonly (readonly [name: string, prefix: Uint8Array])[] = [
  ['version 0', Uint8Array.of(0, 1, 1, 0, 0, 0, 0, 1)],
  ['version 2', Uint8Array.of(2, 1, 1, 0, 0, 0, 0, 1)],
  ['suite 0', Uint8Array.of(1, 0, 1, 0, 0, 0, 0, 1)],
  ['suite 2', Uint8Array.of(1, 2, 1, 0, 0, 0, 0, 1)],
  ['purpose 0', Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 1)],
  ['the purpose of a wrapped data key', Uint8Array.of(1, 1, 2, 0, 0, 0, 0, 1)],
  ['the purpose of a wrapped log root', Uint8Array.of(1, 1, 4, 0, 0, 0, 0, 1)],
  ['flag 0x02', Uint8Array.of(1, 1, 1, 2, 0, 0, 0, 1)],
  ['flag 0x80', Uint8Array.of(1, 1, 1, 0x80, 0, 0, 0, 1)],
];

export const evBytesLaws: readonly DialogueLaw[] = [
  {
    clause: 'EV-LAYOUT-01',
    title: 'version, suite, purpose, flags and key version of everything that is stored, each at its place',
    run: async (t) => {
      const { records } = await written(t, wholeStory);
      t.check(records.filter(isWrap).length === 2 && records.length > 30, 'wrong-layout', {
        message: 'the test itself',
      });
      for (const { key, envelope } of records) {
        const purpose = purposeOf(key);
        const flags = purpose === 'record' ? 1 : 0;
        const expected = concat(Uint8Array.of(1, 1, purposeBytes[purpose], flags), u32(1));
        t.equal(hexOf(envelope.subarray(0, 8)), hexOf(expected), 'wrong-layout', key);
      }
    },
  },
  {
    clause: 'EV-LAYOUT-02',
    title: 'an envelope is 84 bytes longer than what is encrypted, and a wrap has 116',
    run: async (t) => {
      const { spy, records } = await written(t, create);
      for (const { key, plaintext, envelope } of spy.sealed) {
        t.equal(envelope.byteLength, paddedLengthOf(plaintext.byteLength) + 84, 'wrong-length', key);
      }
      const wraps = records.filter(isWrap);
      t.equal(
        wraps.map(({ envelope }) => envelope.byteLength),
        [116, 116],
        'wrong-length',
        'wraps',
      );
    },
  },
  {
    clause: 'EV-LAYOUT-02',
    title: 'what is longer than 300 KiB or shorter than 84 bytes is no envelope, whatever it holds',
    run: async (t) => {
      const { codec } = ownCodec(t.seed);
      const sealed = (length: number): Uint8Array =>
        specRecord(sure(one), '', { flags: 0, plaintext: new Uint8Array(length) });
      const open = (envelope: Uint8Array) => codec.open(openBatch({ [sure(one)]: envelope }));
      const [greatest] = await open(sealed(limits.envelopeBytes - 84));
      t.equal(greatest?.byteLength, limits.envelopeBytes - 84, 'wrong-length', 'the greatest');
      t.equal((await open(sealed(0)))[0]?.byteLength, 0, 'wrong-length', 'the smallest');
      await t.rejects(() => open(sealed(limits.envelopeBytes - 83)), 'wrong-length-opened', 'a byte more');
      for (const length of [0, 1, 68, 83]) {
        await t.rejects(() => open(sealed(0).subarray(0, length)), 'wrong-length-opened', `${length} bytes`);
      }
    },
  },
  {
    clause: 'EV-LAYOUT-03',
    title: 'what is stored are the bytes of the envelope themselves',
    run: async (t) => {
      const { spy, records } = await written(t, create);
      for (const { key, envelope } of spy.sealed) {
        const stored = sure(records.find((record) => record.key === key));
        t.equal(hexOf(stored.envelope), hexOf(envelope), 'not-bytes', key);
      }
    },
  },
  {
    clause: 'EV-LAYOUT-03',
    title: 'a partition that is carried raw to the in-memory backend and back, as JSON with base64url, opens',
    run: async (t) => {
      const { fixture, store } = await written(t, wholeStory);
      const expected = (await store.load(id)).logHead;
      const reference = await fixture.reference();
      const third = await t.open();
      for (const [from, to] of [
        [fixture, reference],
        [reference, third],
      ] as const) {
        const { head, log, records } = await from.probe.rows(id);
        for (const record of records) {
          const text = Buffer.from(record.envelope).toString('base64url');
          t.check(/^[A-Za-z0-9_-]+$/.test(text), 'not-portable', { actual: text });
          await to.probe.putRecord(id, { ...record, envelope: new Uint8Array(Buffer.from(text, 'base64url')) });
        }
        for (const entry of log) await to.probe.putEntry(id, entry);
        await to.probe.putHead(id, sure(head));
        t.equal((await to.store().load(id)).logHead, expected, 'not-portable');
        t.equal((await to.store().verify(id)).findings, [], 'not-portable');
      }
    },
  },
  {
    clause: 'EV-LAYOUT-04',
    title: 'a header that is not on the list is refused although key, commitment and tag are right for it',
    run: async (t) => {
      const { codec } = ownCodec(t.seed);
      const key = sure(one);
      const seal = (prefix: Uint8Array): Uint8Array => specRecord(key, '', { prefix, plaintext: new Uint8Array(64) });
      t.equal(
        (await codec.open(openBatch({ [key]: seal(Uint8Array.of(1, 1, 1, 0, 0, 0, 0, 1)) }))).length,
        1,
        'not-refused',
      );
      for (const [name, prefix] of foreignHeaders) {
        await t.rejects(() => codec.open(openBatch({ [key]: seal(prefix) })), 'not-refused', name);
      }
    },
  },
  {
    clause: 'EV-KEY-01',
    title: 'every record and wrap opens with keys that are derived as written',
    run: async (t) => {
      const { spy, records, dek, kek, fixture } = await written(t, create);
      for (const { key, envelope } of spy.sealed) {
        t.check(openBySpec(envelope, dek, 'record', addressHashOf(key)) !== undefined, 'wrong-derivation', {
          message: key,
        });
      }
      for (const { key, envelope } of records.filter(isWrap)) {
        const purpose = purposeOf(key);
        const salt = regionOf(envelope, 'salt');
        const okm = hkdf(kek, salt, concat(lp(`colloquy/v1/${purpose}`), envelope.subarray(0, 8)), 64);
        t.equal(hexOf(regionOf(envelope, 'commitment')), hexOf(okm.subarray(32)), 'wrong-derivation', key);
      }
      t.equal(hexOf(await kekOf(fixture)), hexOf(kek), 'wrong-derivation', 'the test itself');
    },
  },
  {
    clause: 'EV-KEY-02',
    title: 'KEK and kekId come from master key, salt, tenant and epoch as written',
    run: async (t) => {
      for (const tenant of ['tests', 'acme', 'acmen']) {
        const { sources, drawn } = recorded(seededSources({ seed: t.seed }));
        const keyring = await createTestKeyring({ randomBytes: sources.randomBytes, tenant });
        const [master, salt] = drawn;
        const where = concat(lp(tenant), u32(1));
        const expected = hkdf(sure(master), sure(salt), concat(lp('colloquy/v1/kek'), where), 32);
        const { key, kekId } = await keyring.kek(1);
        t.equal(hexOf(key.export()), hexOf(expected), 'wrong-kek', tenant);
        const id16 = hkdf(expected, new Uint8Array(0), concat(lp('colloquy/v1/kek-id'), where), 16);
        t.equal(kekId, hexOf(id16), 'wrong-kek-id', tenant);
      }
    },
  },
  {
    clause: 'EV-KEY-03',
    title: 'neither data key nor KEK encrypts anything itself, and the log root authenticates nothing itself',
    run: async (t) => {
      const { spy, records, dek, root, kek, fixture } = await written(t, create);
      const opensUnder = (key: Uint8Array, envelope: Uint8Array, associatedData: Uint8Array): boolean => {
        const decipher = createDecipheriv('aes-256-gcm', key, regionOf(envelope, 'nonce'), { authTagLength: 16 });
        decipher.setAAD(associatedData);
        decipher.setAuthTag(regionOf(envelope, 'tag'));
        decipher.update(regionOf(envelope, 'ciphertext'));
        try {
          decipher.final();
          return true;
        } catch {
          return false;
        }
      };
      for (const { key, envelope } of spy.sealed) {
        t.check(!opensUnder(dek, envelope, addressHashOf(key)), 'key-used-directly', { message: key });
      }
      for (const { key, envelope } of records.filter(isWrap)) {
        t.check(!opensUnder(kek, envelope, addressHashOf(key)), 'key-used-directly', { message: key });
      }
      const { head } = await fixture.probe.rows(id);
      const { auth, header } = sure(head);
      for (const key of [root, dek, kek]) {
        for (const message of [header, entryHashOf(header)]) {
          t.check(hexOf(hmac(key, message)) !== hexOf(auth), 'key-used-directly', { message: 'the MAC of the head' });
        }
      }
    },
  },
  {
    clause: 'EV-SEAL-01',
    title: 'records out of order, or one twice, are refused before anything is drawn',
    run: async (t) => {
      const { codec, drawn } = ownCodec(t.seed);
      const [a, b, c] = threeKeys.map((key) => sure(sealBatch({ [key]: 'x' }).records[0]));
      for (const records of [
        [b, a, c],
        [a, c, b],
        [c, b, a],
        [a, a, b],
      ]) {
        const batch = { ...sealBatch({}), records: records.map(sure) };
        const error = await t.rejects(() => codec.seal(batch), 'unsorted-accepted');
        t.equal((error as { code?: unknown }).code, 'invalid_argument', 'unsorted-accepted');
        t.equal(drawn.length, 0, 'drawn-before-order');
      }
    },
  },
  {
    clause: 'EV-SEAL-06',
    title: 'the associated data of a record are the hash of its canonical address, with its type and dialogue',
    run: async (t) => {
      const { spy, dek, store } = await written(t, create);
      const sealed = sure(spy.sealed.find(({ key }) => key.startsWith('dialogue#')));
      const opened = openBySpec(sealed.envelope, dek, 'record', addressHashOf(sealed.key));
      t.equal(
        opened && hexOf(opened.subarray(0, sealed.plaintext.byteLength)),
        hexOf(sealed.plaintext),
        'wrong-associated-data',
      );
      t.equal(opened?.byteLength, paddedLengthOf(sealed.plaintext.byteLength), 'not-padded');
      await performAll(store, id, wholeStory.slice(1, 2));
      const expert = sure(spy.sealed.find(({ key }) => key.startsWith('expert#')));
      const other = openBySpec(expert.envelope, dek, 'record', addressHashOf(expert.key));
      t.check(other !== undefined, 'wrong-associated-data', { message: expert.key });
    },
  },
];
