import fc from 'fast-check';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { paddedLengthOf, concat } from '../support/envelopeSpec.ts';
import { sure } from '../support/errors.ts';
import { forAll } from '../support/property.ts';
import { openBatch, ownCodec, sealBatch, specRecord, threeKeys, written } from '../support/sealed.ts';
import { bytesOf, hexOf } from '../support/spec.ts';
import { wholeStory } from '../support/story.ts';

const key = sure(threeKeys[0]);

/** Lengths about every power of two. */
const lengths = [
  0,
  1,
  62,
  63,
  64,
  71,
  72,
  ...[7, 8, 9, 10, 11, 12, 14, 16].flatMap((e) => [2 ** e - 1, 2 ** e, 2 ** e + 1]),
];

const text = 'A plaintext of some length.';

/** Paddings that padding does not make, each of a length that it could have. */
const wrongPaddings: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ['no mark', concat(bytesOf(text), new Uint8Array(64 - text.length))],
  ['another mark', concat(bytesOf(text), Uint8Array.of(0x81), new Uint8Array(63 - text.length))],
  ['zero bytes alone', new Uint8Array(64)],
  ['something behind the mark', concat(bytesOf(text), Uint8Array.of(0x80, 0, 1), new Uint8Array(61 - text.length))],
  ['8 bytes more than it makes', concat(bytesOf(text), Uint8Array.of(0x80), new Uint8Array(71 - text.length))],
  ['64 bytes more than it makes', concat(bytesOf(text), Uint8Array.of(0x80), new Uint8Array(127 - text.length))],
  ['fewer than it makes', concat(bytesOf(text), Uint8Array.of(0x80))],
  ['none', bytesOf(text)],
  ['no byte at all', new Uint8Array(0)],
];

export const evPadLaws: readonly DialogueLaw[] = [
  {
    clause: 'EV-PAD-01',
    title: 'lengths about every power of two, and any others, are padded as written',
    run: async (t) => {
      const { codec } = ownCodec(t.seed);
      const expectPadded = async (length: number): Promise<void> => {
        const { envelopes } = await codec.seal(sealBatch({ [key]: 'x'.repeat(length) }));
        t.equal(envelopes[0]?.byteLength, paddedLengthOf(length) + 84, 'wrong-padding', `${length} bytes`);
      };
      for (const length of lengths) await expectPadded(length);
      await forAll(t, fc.nat({ max: 20_000 }), expectPadded);
    },
  },
  {
    clause: 'EV-PAD-01',
    title: 'so is every record that the store writes',
    run: async (t) => {
      const { spy } = await written(t, wholeStory);
      for (const { key: name, plaintext, envelope } of spy.sealed) {
        t.equal(envelope.byteLength, paddedLengthOf(plaintext.byteLength) + 84, 'wrong-padding', name);
      }
    },
  },
  {
    clause: 'EV-PAD-02',
    title: 'padding that padding does not make is refused, under a right key, commitment and tag',
    run: async (t) => {
      const { codec } = ownCodec(t.seed);
      const [opened] = await codec.open(openBatch({ [key]: specRecord(key, text) }));
      t.equal(opened && hexOf(opened), hexOf(bytesOf(text)), 'padding-unchecked', 'the right one');
      for (const [name, plaintext] of wrongPaddings) {
        const envelope = specRecord(key, text, { plaintext });
        await t.rejects(() => codec.open(openBatch({ [key]: envelope })), 'padding-unchecked', name);
      }
    },
  },
  {
    clause: 'EV-PAD-03',
    title: 'a text of one letter is as long as any other',
    run: async (t) => {
      const { codec } = ownCodec(t.seed);
      for (const length of [100, 10_000, 200_000]) {
        const { envelopes } = await codec.seal(sealBatch({ [key]: 'a'.repeat(length) }));
        t.check((envelopes[0]?.byteLength ?? 0) > length, 'compressed', { message: `${length} equal letters` });
      }
    },
  },
  {
    clause: 'EV-PAD-04',
    title: 'every record is written with the flag; one without is opened as it is, also when it ends like padding',
    run: async (t) => {
      const { codec } = ownCodec(t.seed);
      const { spy } = await written(t, wholeStory);
      for (const { key: name, envelope } of spy.sealed) t.equal(envelope[3], 1, 'written-unpadded', name);
      for (const plaintext of [bytesOf(text), new Uint8Array(0), concat(bytesOf(text), Uint8Array.of(0x80, 0, 0))]) {
        const envelope = specRecord(key, text, { flags: 0, plaintext });
        const [opened] = await codec
          .open(openBatch({ [key]: envelope }))
          .catch((cause: unknown) => Promise.reject(t.violation('unpadded-refused', { cause })));
        t.equal(opened && hexOf(opened), hexOf(plaintext), 'unpadded-changed');
      }
    },
  },
];
