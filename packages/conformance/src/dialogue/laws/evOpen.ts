import { createSecretKey } from 'node:crypto';
import { isColloquyError, type RecordKey } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { openBench } from '../support/bench.ts';
import { concat, padded, regionOf, withRegion } from '../support/envelopeSpec.ts';
import { endOf, sure } from '../support/errors.ts';
import {
  addressHashOf,
  codecKey,
  codecKeyObject,
  openBatch,
  ownCodec,
  sealBatch,
  specRecord,
  threeKeys,
} from '../support/sealed.ts';
import { bytesOf, canonical, hash, hexOf } from '../support/spec.ts';
import { beginning, id, performAll, tension } from '../support/story.ts';

const [first, second, third] = threeKeys as readonly [RecordKey, RecordKey, RecordKey];
const texts = { [first]: 'one', [second]: 'two', [third]: 'three' };
const otherKey = createSecretKey(new Uint8Array(32).fill(0x43));

function flippedAt(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 0x80 : byte));
}

async function sealedThree(seed: number) {
  const { codec } = ownCodec(seed);
  const { envelopes } = await codec.seal(sealBatch(texts));
  const at = Object.fromEntries(threeKeys.map((key, index) => [key, sure(envelopes[index])]));
  return { codec, at, one: sure(at[first]) };
}

export const evOpenLaws: readonly DialogueLaw[] = [
  {
    clause: 'EV-OPEN-01',
    title:
      'key versions 0 and beyond 2^31 - 1, and wraps where a record is asked for, are refused before any key is looked up',
    run: async (t) => {
      const { codec } = await sealedThree(t.seed);
      for (const version of [0, 2 ** 31, 2 ** 32 - 1]) {
        let asked = 0;
        const dataKeys = new Map([[version, codecKeyObject]]);
        const get = dataKeys.get.bind(dataKeys);
        dataKeys.get = (key) => ((asked += 1), get(key));
        const envelope = specRecord(first, '', { keyVersion: version });
        const end = await endOf(() => codec.open(openBatch({ [first]: envelope }, { dataKeys })));
        t.equal(asked, 0, 'key-before-layout', `version ${version}`);
        t.equal(end, 'integrity_error', 'not-refused', `version ${version}`);
      }
      const wrap = specRecord(first, '', { purpose: 'dek-wrap', flags: 0, plaintext: codecKey });
      await t.rejects(() => codec.open(openBatch({ [first]: wrap })), 'not-refused', 'a wrap');
    },
  },
  {
    clause: 'EV-OPEN-02',
    title: 'the envelope chooses among the keys that are offered and adds none',
    run: async (t) => {
      const { codec, one } = await sealedThree(t.seed);
      const open = (envelope: Uint8Array, keys: readonly (readonly [number, typeof codecKeyObject])[]) =>
        endOf(() => codec.open(openBatch({ [first]: envelope }, { dataKeys: new Map(keys) })));
      const later = specRecord(first, 'x', { keyVersion: 2 });
      t.equal(await open(one, [[1, codecKeyObject]]), 'ok', 'key-not-found');
      t.equal(
        await open(later, [
          [1, otherKey],
          [2, codecKeyObject],
        ]),
        'ok',
        'key-not-found',
      );
      t.equal(
        await open(later, [[1, codecKeyObject]]),
        'integrity_error',
        'withdrawn-key-used',
        'a version that is not there',
      );
      t.equal(
        await open(one, [[2, codecKeyObject]]),
        'integrity_error',
        'withdrawn-key-used',
        'a version below the minimum',
      );
      t.equal(await open(one, []), 'integrity_error', 'withdrawn-key-used', 'no key');
      t.equal(await open(one, [[1, otherKey]]), 'integrity_error', 'withdrawn-key-used', 'another key');
    },
  },
  {
    clause: 'EV-OPEN-03',
    title: 'a changed commitment is refused, by who has just opened the sound envelope and by who has not',
    run: async (t) => {
      const { codec, one } = await sealedThree(t.seed);
      for (const warm of [false, true]) {
        for (let at = 36; at < 68; at++) {
          const reader = warm ? codec : ownCodec(t.seed).codec;
          if (warm) await reader.open(openBatch({ [first]: one }));
          const end = await endOf(() => reader.open(openBatch({ [first]: flippedAt(one, at) })));
          const reason = warm ? 'commitment-unchecked-when-warm' : 'commitment-unchecked';
          t.equal(end, 'integrity_error', reason, `byte ${at}`);
        }
      }
    },
  },
  {
    clause: 'EV-OPEN-04',
    title: 'every byte of ciphertext, tag and nonce counts, and so does the address',
    run: async (t) => {
      const { codec, one, at } = await sealedThree(t.seed);
      for (let byte = 24; byte < one.byteLength; byte++) {
        const end = await endOf(() => codec.open(openBatch({ [first]: flippedAt(one, byte) })));
        t.equal(
          end,
          'integrity_error',
          byte < one.byteLength - 16 ? 'ciphertext-unchecked' : 'tag-unchecked',
          `byte ${byte}`,
        );
      }
      for (const [asked, stored] of [
        [first, second],
        [first, third],
        [third, first],
      ] as const) {
        const end = await endOf(() => codec.open(openBatch({ [asked]: sure(at[stored]) })));
        t.equal(end, 'integrity_error', 'address-unchecked', `${stored} at ${asked}`);
      }
      const elsewhere = { ...openBatch({ [first]: one }) };
      const records = [{ key: first, addressHash: addressHashOf(first, 'another' as typeof id), envelope: one }];
      t.equal(
        await endOf(() => codec.open({ ...elsewhere, records })),
        'integrity_error',
        'address-unchecked',
        'dialogue',
      );
    },
  },
  {
    clause: 'EV-OPEN-04',
    title: 'a tag of 4 to 15 bytes is none, be it cut or shifted',
    run: async (t) => {
      const { codec, one } = await sealedThree(t.seed);
      const tag = regionOf(one, 'tag');
      for (const length of [4, 8, 12, 13, 14, 15]) {
        const short = tag.subarray(0, length);
        const zeros = new Uint8Array(16 - length);
        for (const instead of [short, concat(short, zeros), concat(zeros, short)]) {
          const end = await endOf(() => codec.open(openBatch({ [first]: withRegion(one, 'tag', instead) })));
          t.equal(end, 'integrity_error', 'tag-unchecked', `${length} bytes`);
        }
      }
    },
  },
  {
    clause: 'EV-OPEN-05',
    title: 'what is flagged as padded comes out without padding, to the byte',
    run: async (t) => {
      const { codec } = await sealedThree(t.seed);
      for (const length of [0, 1, 63, 64, 65, 1000]) {
        const text = 'z'.repeat(length);
        const [opened] = await codec.open(openBatch({ [first]: specRecord(first, text) }));
        t.equal(opened && hexOf(opened), hexOf(bytesOf(text)), 'not-stripped', `${length} bytes`);
      }
    },
  },
  {
    clause: 'EV-OPEN-06',
    title: 'an envelope that opens is believed only as what its address, revision and attributes say',
    run: async (t) => {
      const key = 'tension#00#01' as RecordKey;
      for (const [change, end] of [
        [{ address: 'dialogue:laws/entity:tension/00#02' }, 'address'],
        [{ type: 'claim' }, 'address'],
        [{ v: 2 }, 'entity'],
        [{ rev: 99 }, 'rev'],
        [{}, 'projection'],
      ] as const) {
        const { fixture, store, spy, forger } = await openBench(t);
        await performAll(store, id, [...beginning, tension]);
        const sealed = sure(spy.sealed.findLast((each) => each.key === key));
        const { entity } = JSON.parse(Buffer.from(sealed.plaintext).toString('utf8')) as { entity: unknown };
        const { attributes } = sure((await fixture.probe.rows(id)).records.find((record) => record.key === key));
        const plaintext = forger.plain(key, entity, 6, change);
        const instead = end === 'projection' ? { ...attributes, status: 'resolved' } : attributes;
        await forger.land({ puts: [{ key, plaintext, attributes: instead }] });
        for (const each of [fixture.store(), store]) {
          for (const call of [() => each.load(id), () => each.item(id, 'T0001')]) {
            t.equal(await endOf(call), `integrity_error/${end}`, `${end}-believed`, canonical(change));
          }
        }
      }
    },
  },
  {
    clause: 'EV-OPEN-07',
    title: 'the plaintext of a record in its place is refused, however it is dressed',
    run: async (t) => {
      const { fixture, store, spy } = await openBench(t);
      await performAll(store, id, [...beginning, tension]);
      const key = 'tension#00#01' as RecordKey;
      const { plaintext } = sure(spy.sealed.findLast((each) => each.key === key));
      const record = sure((await fixture.probe.rows(id)).records.find((each) => each.key === key));
      const dressed: readonly (readonly [string, Uint8Array])[] = [
        ['bare', plaintext],
        ['padded', padded(plaintext)],
        ['behind a header of version 1', concat(record.envelope.subarray(0, 68), plaintext, new Uint8Array(16))],
        ['behind a header of zeros', concat(new Uint8Array(84), plaintext)],
        ['nothing', new Uint8Array(0)],
      ];
      for (const [name, envelope] of dressed) {
        await fixture.probe.putRecord(id, { ...record, envelope, digest: hexOf(hash(envelope)) });
        for (const each of [fixture.store(), store]) {
          const end = await endOf(() => each.item(id, 'T0001'));
          t.check(end.startsWith('integrity_error'), 'plaintext-believed', { message: name, actual: end });
        }
      }
    },
  },
  {
    clause: 'EV-OPEN-09',
    title: 'one record that is refused refuses the batch, and the error names it',
    run: async (t) => {
      const { codec, at } = await sealedThree(t.seed);
      for (const bad of threeKeys) {
        const batch = openBatch({ ...at, [bad]: flippedAt(sure(at[bad]), 70) });
        const error = await t.rejects(() => codec.open(batch), 'opened-in-part', bad);
        t.equal(isColloquyError(error) ? error.context : error, { dialogueId: id, key: bad }, 'not-named', bad);
      }
      t.equal((await codec.open(openBatch(at))).length, 3, 'sound-batch-refused');
    },
  },
];
