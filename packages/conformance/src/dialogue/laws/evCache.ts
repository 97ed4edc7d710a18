import { createSecretKey } from 'node:crypto';
import { isColloquyError, type DialogueId } from '@colloquy/core';
import type { OpenBatch, PayloadCodec } from '@colloquy/core/testing';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { withRegion } from '../support/envelopeSpec.ts';
import { endOf, sure } from '../support/errors.ts';
import { codecKey, openBatch, ownCodec, sealBatch, threeKeys } from '../support/sealed.ts';
import { bytesOf, hexOf } from '../support/spec.ts';
import { beginning, id, perform, performAll, tension } from '../support/story.ts';

const key = sure(threeKeys[0]);

/** A codec that has opened an envelope just now. */
async function warmed(seed: number) {
  const { codec } = ownCodec(seed);
  const envelope = sure((await codec.seal(sealBatch({ [key]: 'kept' }))).envelopes[0]);
  await codec.open(openBatch({ [key]: envelope }));
  return { codec, envelope };
}

/** Keeps the very arrays and keys that pass the seam. */
class Hoarder {
  readonly arrays: { readonly what: string; readonly bytes: Uint8Array }[] = [];
  readonly keys: { readonly what: string; readonly key: unknown }[] = [];

  readonly over = (codec: PayloadCodec): PayloadCodec => ({
    ...codec,
    seal: async (batch, options) => {
      this.keys.push({ what: 'data key for sealing', key: batch.dataKey });
      return codec.seal(batch, options);
    },
    open: async (batch: OpenBatch, options) => {
      for (const each of batch.dataKeys.values()) this.keys.push({ what: 'data key for opening', key: each });
      return codec.open(batch, options);
    },
    wrapKey: async (request, bytes, options) => {
      this.arrays.push({ what: `${request.purpose} to be wrapped`, bytes });
      this.keys.push({ what: 'KEK', key: request.kek });
      return codec.wrapKey(request, bytes, options);
    },
    unwrapKey: async (request, wrapped, options) => {
      const bytes = await codec.unwrapKey(request, wrapped, options);
      this.arrays.push({ what: `${request.purpose} unwrapped`, bytes });
      return bytes;
    },
  });
}

export const evCacheLaws: readonly DialogueLaw[] = [
  {
    clause: 'EV-CACHE-01',
    title: 'who is warm refuses what who is cold refuses: another flag, key version, salt, dialogue or tenant',
    run: async (t) => {
      const { codec, envelope } = await warmed(t.seed);
      const flags = withRegion(envelope, 'flags', Uint8Array.of(0));
      t.equal(await endOf(() => codec.open(openBatch({ [key]: flags }))), 'integrity_error', 'flag-cleared');
      const version = withRegion(envelope, 'keyVersion', Uint8Array.of(0, 0, 0, 2));
      const both = new Map([1, 2].map((each) => [each, createSecretKey(codecKey)]));
      const end = await endOf(() => codec.open(openBatch({ [key]: version }, { dataKeys: both })));
      t.equal(end, 'integrity_error', 'flag-cleared', 'key version');
      const salt = withRegion(envelope, 'salt', new Uint8Array(16));
      t.equal(await endOf(() => codec.open(openBatch({ [key]: salt }))), 'integrity_error', 'flag-cleared', 'salt');
      // Whose it is decides which entry is found, not what opens: the key object decides that.
      for (const change of [{ tenant: 'others' }, { dialogueId: 'another' as DialogueId }]) {
        const [opened] = await codec.open(openBatch({ [key]: envelope }, change));
        t.equal(opened && hexOf(opened), hexOf(bytesOf('kept')), 'flag-cleared');
      }
    },
  },
  {
    clause: 'EV-CACHE-03',
    title:
      'what was derived from a data key is not used for another one, though tenant, dialogue and envelope are equal',
    run: async (t) => {
      const { codec, envelope } = await warmed(t.seed);
      const dataKeys = new Map([[1, createSecretKey(new Uint8Array(32).fill(9))]]);
      const end = await endOf(() => codec.open(openBatch({ [key]: envelope }, { dataKeys })));
      t.equal(end, 'integrity_error', 'outlived-its-key');
      t.equal(await endOf(() => codec.open(openBatch({ [key]: envelope }))), 'ok', 'own-key-refused');
    },
  },
  {
    clause: 'EV-SECRET-01',
    title: 'keys pass as key objects, and arrays that held key bytes are zero when the call is over',
    run: async (t) => {
      const fixture = await t.open();
      const hoarder = new Hoarder();
      await performAll(fixture.store({ codecOf: hoarder.over }), id, [...beginning, tension]);
      const cold = fixture.store({ codecOf: hoarder.over });
      await cold.load(id);
      await perform(cold, id, tension);
      t.equal(hoarder.arrays.length, 4, 'key-bytes-left', 'the test itself');
      for (const { what, bytes } of hoarder.arrays) {
        t.equal([bytes.byteLength, bytes.every((byte) => byte === 0)], [32, true], 'key-bytes-left', what);
      }
      for (const { what, key: each } of hoarder.keys) {
        const tag = Object.prototype.toString.call(each);
        t.equal(tag, '[object KeyObject]', 'key-as-bytes', what);
      }
    },
  },
  {
    clause: 'EV-SECRET-02',
    title: 'a refusal of the codec says dialogue and key of the record, and nothing else',
    run: async (t) => {
      const { codec, envelope } = await warmed(t.seed);
      const broken = withRegion(envelope, 'tag', new Uint8Array(16));
      const error = await t.rejects(() => codec.open(openBatch({ [key]: broken })), 'not-refused');
      if (!isColloquyError(error)) throw t.violation('says-more', { actual: error });
      t.equal(error.context, { dialogueId: id, key }, 'says-more');
      t.equal(
        [error.cause, Object.keys(error).filter((name) => name !== 'code' && name !== 'context')],
        [undefined, ['name']],
        'says-more',
      );
    },
  },
];
