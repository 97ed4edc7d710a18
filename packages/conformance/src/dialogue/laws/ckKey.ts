import { verify } from 'node:crypto';
import { noteSigner, NoteVerifier, openCheckpoint, signCheckpoint } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf } from '../support/errors.ts';
import { acme, base64, dash, someHash, someLog, someText, testKey, vkeyOf, witness } from '../support/notes.ts';
import { bytesOf, hexOf, unhex } from '../support/spec.ts';

const parsing = (text: string) => endOf(async () => NoteVerifier.parse(text));

/** y of the points whose order divides 8, little-endian. */
const smallOrder = [
  `01${'00'.repeat(31)}`,
  `ec${'ff'.repeat(30)}7f`,
  '00'.repeat(32),
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
];

/** The same y plus 2^255 - 19: other bytes of the same points, and of a few more. */
const notCanonical = [`ed${'ff'.repeat(30)}7f`, `ee${'ff'.repeat(30)}7f`, `${'ff'.repeat(31)}7f`];

/** With the sign of x set. */
function negative(hex: string): string {
  const bytes = unhex(hex);
  bytes[31] = (bytes[31] ?? 0) | 0x80;
  return hexOf(bytes);
}

export const ckKeyLaws: readonly DialogueLaw[] = [
  {
    clause: 'CK-KEY-01',
    title: 'a name is visible ASCII without the plus sign',
    run: async (t) => {
      const every = Array.from({ length: 0x7e - 0x20 }, (_, at) => String.fromCharCode(0x21 + at)).join('');
      const names = ['a', 'example.org/acme', every.replace('+', ''), 'x'.repeat(128)];
      for (const name of names) {
        t.equal(await endOf(async () => new NoteVerifier(name, acme.publicKey)), 'ok', 'name-refused', name);
        const { name: parsed } = NoteVerifier.parse(vkeyOf(name, acme.publicKey));
        t.equal(parsed, name, 'name-refused');
      }
      const controls = Array.from({ length: 0x21 }, (_, at) => String.fromCharCode(at));
      const others = ['+', '\u007f', '\u0080', '\u00a0', '\u00e9', '\u0430', '\u2028', '\u202e', '\u200b', '\ud800'];
      for (const character of [...controls, ...others]) {
        for (const name of [`a${character}b`, `a${character}`, `${character}b`]) {
          const end = await endOf(async () => noteSigner(name, acme.privateKey));
          t.equal(end, 'invalid_argument', 'bad-name-accepted', JSON.stringify(name));
          t.equal(
            await parsing(vkeyOf(name, acme.publicKey)),
            'invalid_argument',
            'bad-name-accepted',
            JSON.stringify(name),
          );
        }
      }
      for (const name of ['', 'x'.repeat(129)]) {
        t.equal(await parsing(vkeyOf(name, acme.publicKey)), 'invalid_argument', 'bad-name-accepted', name);
      }
    },
  },
  {
    clause: 'CK-KEY-02',
    title: 'the key id is the hash of name, newline, type and public key, cut to 4 bytes',
    run: async (t) => {
      for (const key of [acme, witness, testKey('a', 'b'), testKey('b', 'b')]) {
        t.equal(new NoteVerifier(key.name, key.publicKey).keyId, hexOf(key.keyId), 'wrong-key-id', key.name);
        t.equal(key.signer.verifier.keyId, hexOf(key.keyId), 'wrong-key-id', key.name);
      }
    },
  },
  {
    clause: 'CK-KEY-03',
    title: 'a verifier key string has one form',
    run: async (t) => {
      const { name, publicKey, vkey, keyId } = acme;
      t.equal(String(NoteVerifier.parse(vkey)), vkey, 'verifier-key-refused');
      t.equal(NoteVerifier.parse(vkey).publicKey, publicKey, 'verifier-key-refused');
      const id = hexOf(keyId);
      const encoded = base64(Uint8Array.of(1), publicKey);
      const bad = [
        '',
        name,
        `${name}+${id}`,
        `${name}+${id}+`,
        `${name}+${id}+${encoded}\n`,
        ` ${vkey}`,
        `${vkey} `,
        `${vkey}+`,
        `${name}+${id.toUpperCase()}+${encoded}`.replace(
          id.toUpperCase(),
          /[a-f]/.test(id) ? id.toUpperCase() : `0${id}`,
        ),
        `${name}+${id.slice(2)}+${encoded}`,
        `${name}+${hexOf(witness.keyId)}+${encoded}`,
        `x${vkey}`,
        `${name}+${id}+${base64(Uint8Array.of(2), publicKey)}`,
        `${name}+${id}+${base64(publicKey)}`,
        `${name}+${id}+${base64(Uint8Array.of(1), publicKey.subarray(1))}`,
        `${name}+${id}+${base64(Uint8Array.of(1), publicKey, Uint8Array.of(0))}`,
        `${name}+${id}+${encoded.replaceAll('+', '-').replaceAll('/', '_')}=`,
        `${name}+${id}+${base64(Uint8Array.of(1), witness.publicKey)}`,
      ];
      for (const text of bad) t.equal(await parsing(text), 'invalid_argument', 'other-form-accepted', text);
    },
  },
  {
    clause: 'CK-KEY-04',
    title: 'a public key under which anybody can sign is refused',
    run: async (t) => {
      const keys = [...smallOrder, ...notCanonical];
      for (const hex of [...keys, ...keys.map(negative)]) {
        t.equal(await parsing(vkeyOf('weak', unhex(hex))), 'invalid_argument', 'weak-key-accepted', hex);
      }
      for (const length of [0, 31, 33]) {
        const end = await endOf(async () => new NoteVerifier('short', new Uint8Array(length).fill(9)));
        t.equal(end, 'invalid_argument', 'weak-key-accepted', `${length} bytes`);
      }
    },
  },
  {
    clause: 'CK-SIGN-01',
    title: 'a signature is Ed25519 over the text with its last newline, and what was signed opens',
    run: async (t) => {
      const checkpoint = { logId: someLog, n: 42, hash: hexOf(someHash) };
      const note = await signCheckpoint(checkpoint, [acme.signer, witness.signer]);
      t.equal(note.slice(0, someText.length + 1), `${someText}\n`, 'wrong-text');
      const signed = note
        .slice(someText.length + 1)
        .trimEnd()
        .split('\n');
      t.equal(signed.length, 2, 'wrong-signature');
      for (const [at, key] of [acme, witness].entries()) {
        const [mark, name, encoded = ''] = (signed[at] ?? '').split(' ');
        const bytes = Buffer.from(encoded, 'base64');
        t.equal([mark, name, hexOf(bytes.subarray(0, 4))], [dash, key.name, hexOf(key.keyId)], 'wrong-signature');
        const holds = verify(null, bytesOf(someText), key.privateKey, bytes.subarray(4));
        t.check(holds, 'wrong-signature', { message: key.name });
        const { signers } = openCheckpoint({ note, keys: [key.verifier] });
        t.equal(signers.map(String), [key.vkey], 'wrong-signature');
      }
      const lying = { verifier: acme.verifier, sign: witness.signer.sign };
      t.equal(await endOf(() => signCheckpoint(checkpoint, lying)), 'invalid_argument', 'signature-not-verified');
      for (const change of [{ n: 0 }, { n: 1.5 }, { logId: 'x' }, { hash: 'ab' }, { hash: 'zz'.repeat(32) }]) {
        const end = await endOf(() => signCheckpoint({ ...checkpoint, ...change }, acme.signer));
        t.equal(end, 'invalid_argument', 'nonsense-signed', JSON.stringify(change));
      }
      t.equal(await endOf(() => signCheckpoint(checkpoint, [])), 'invalid_argument', 'nonsense-signed', 'no signer');
    },
  },
];
