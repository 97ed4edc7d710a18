import {
  announceSigningKey,
  createSigningKey,
  followAnnouncement,
  fromBase64url,
  openCheckpoint,
  openSigningKey,
  rewrapSigningKeys,
  rotateSigningKey,
  signCheckpoint,
  toBase64url,
  type NoteVerifier,
  type SigningEntry,
  type StoreHeader,
} from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf, expectEnd, nameOf, sure } from '../support/errors.ts';
import { acme, dash, noteOf, someHash, someLog, testKey, witness } from '../support/notes.ts';
import { revocable, signingStore, type SigningStore } from '../support/signingStore.ts';
import { bytesOf, canonical, hexOf } from '../support/spec.ts';

const name = 'example.org/laws';
const checkpoint = { logId: someLog, n: 42, hash: hexOf(someHash) };

/** A header as JSON, with another list of signing keys, whatever it is. */
function withSigning(stored: StoreHeader, signing: unknown): Uint8Array {
  return bytesOf(canonical({ ...stored, signing, v: 1 }));
}

/** Followed, or how it was refused. */
function followed(pinned: NoteVerifier, note: string): string {
  try {
    return String(followAnnouncement(pinned, note).verifier);
  } catch (error) {
    return nameOf(error);
  }
}

async function wraps({ stored }: SigningStore): Promise<readonly SigningEntry[]> {
  return sure((await stored()).signing);
}

export const ckSeedLaws: readonly DialogueLaw[] = [
  {
    clause: 'CK-SEED-01',
    title: 'a signing key is made once; later calls and other processes sign with the same',
    run: async (t) => {
      const store = await signingStore(1);
      const { header, keyring } = store;
      await expectEnd(t, () => openSigningKey({ header, keyring }), 'key_missing', 'key-made-on-opening');
      const made = await Promise.all([1, 2, 3, 4].map(() => createSigningKey({ header, keyring, name })));
      t.equal(new Set(made.map(({ verifier }) => String(verifier))).size, 1, 'several-keys');
      const again = [await createSigningKey({ header, keyring, name }), await openSigningKey({ header, keyring })];
      const note = await signCheckpoint(checkpoint, sure(made[0]));
      for (const signer of [...made, ...again]) {
        t.equal(signer.version, 1, 'several-keys');
        t.equal(await signCheckpoint(checkpoint, signer), note, 'several-keys');
      }
      const entries = await wraps(store);
      t.equal(entries.length, 1, 'several-keys');
      const [version, vkey, wrap] = sure(entries[0]);
      t.equal([version, vkey], [1, String(made[0]?.verifier)], 'wrong-header');
      t.equal(fromBase64url(wrap)?.byteLength, 116, 'wrong-header');
      const other = createSigningKey({ header, keyring, name: 'example.org/other' });
      await expectEnd(t, () => other, 'invalid_argument', 'other-name-accepted');
      const foreign = await signingStore(2);
      await expectEnd(
        t,
        () => openSigningKey({ header, keyring: foreign.keyring }),
        'invalid_argument',
        'foreign-keyring-accepted',
      );
    },
  },
  {
    clause: 'CK-SEED-02',
    title: 'a header whose signing keys have any other form is refused, and so is a wrap of another place',
    run: async (t) => {
      const store = await signingStore(3);
      const { header, keyring } = store;
      await createSigningKey({ header, keyring, name });
      await rotateSigningKey({ header, keyring });
      const [first, second] = await wraps(store);
      const [one, two] = [sure(first), sure(second)];
      const stored = await store.stored();
      const other = testKey('example.org/other').vkey;
      const wrongEpoch = fromBase64url(one[2]) ?? new Uint8Array(0);
      wrongEpoch[7] = 9;
      const bad: readonly unknown[] = [
        [],
        {},
        null,
        'x',
        [two],
        [two, one],
        [one, one],
        [one, [2, one[1], two[2]]],
        [one, [3, two[1], two[2]]],
        [[0, one[1], one[2]]],
        [[1, other, one[2]], two],
        [[1, one[1], `${one[2]}=`], two],
        [[1, one[1], one[2].slice(0, -4)], two],
        [[1, one[1], toBase64url(wrongEpoch)], two],
        [[1, one[1].replace('+', ' +'), one[2]], two],
        [[...one, 0], two],
        Array.from({ length: 65 }, (_, at) => [at + 1, testKey(name, String(at)).vkey, one[2]]),
      ];
      for (const signing of bad) {
        await store.putBytes(withSigning(stored, signing));
        const end = await endOf(() => openSigningKey({ header, keyring }));
        t.equal(end, 'integrity_error', 'bad-header-accepted', canonical(signing).slice(0, 300));
      }
      // In form, and not what was sealed for this place.
      for (const signing of [
        [[1, testKey(name, 'stranger').vkey, one[2]]],
        [[1, two[1], two[2]]],
        [one, [2, two[1], one[2]]],
      ]) {
        await store.putBytes(withSigning(stored, signing));
        const end = await endOf(() => openSigningKey({ header, keyring }));
        t.equal(end, 'integrity_error', 'foreign-wrap-opened', canonical(signing).slice(0, 300));
      }
      const full = Array.from({ length: 64 }, (_, at) => [at + 1, testKey(name, String(at)).vkey, one[2]]);
      await store.putBytes(withSigning(stored, full));
      await expectEnd(t, () => rotateSigningKey({ header, keyring }), 'limit_exceeded', 'too-many-keys');
    },
  },
  {
    clause: 'CK-SEED-03',
    title: 'without the key-encryption key nothing is signed, by a signer that was open before either',
    run: async (t) => {
      const { header, keyring } = await signingStore(4);
      const access = revocable(keyring);
      const signer = await createSigningKey({ header, keyring: access.keyring, name });
      openCheckpoint({ note: await signCheckpoint(checkpoint, signer), keys: [signer.verifier] });
      access.revoke();
      await expectEnd(t, () => signCheckpoint(checkpoint, signer), 'key_unavailable', 'signed-without-key');
    },
  },
  {
    clause: 'CK-SEED-04',
    title: 'rewrapping puts every seed under the new epoch, and verifiers notice nothing',
    run: async (t) => {
      const store = await signingStore(5);
      const { header, keyring } = store;
      const first = await createSigningKey({ header, keyring, name });
      const { signer, announcement } = await rotateSigningKey({ header, keyring });
      const notes = await Promise.all([first, signer].map((each) => signCheckpoint(checkpoint, each)));
      const next = await store.nextEpoch();
      const before = await store.stored();
      t.equal(await rewrapSigningKeys({ header, keyring: next }), 2, 'not-rewrapped');
      const { signing, ...rest } = await store.stored();
      const { signing: _, ...restBefore } = before;
      t.equal(rest, restBefore, 'something-else-changed');
      t.equal(
        sure(signing).map(([version, vkey]) => [version, vkey]),
        sure(before.signing).map(([version, vkey]) => [version, vkey]),
        'something-else-changed',
      );
      const epochs = sure(signing).map(([, , wrap]) =>
        hexOf((fromBase64url(wrap) ?? new Uint8Array(0)).subarray(4, 8)),
      );
      t.equal(epochs, ['00000002', '00000002'], 'not-rewrapped');
      t.equal(await rewrapSigningKeys({ header, keyring: next }), 0, 'not-rewrapped');
      // The old epoch is gone for good.
      const only = { ...next, kek: async (epoch: number) => next.kek(epoch === 2 ? 2 : 99) };
      for (const [at, note] of notes.entries()) {
        const opened = await openSigningKey({ header, keyring: only, version: at + 1 });
        t.equal(await signCheckpoint(checkpoint, opened), note, 'not-rewrapped');
      }
      t.equal(await announceSigningKey({ header, keyring: only, version: 2 }), announcement, 'not-rewrapped');
    },
  },
  {
    clause: 'CK-ROTATE-01',
    title: 'an announcement names version and key, and both keys have signed it',
    run: async (t) => {
      const { header, keyring } = await signingStore(6);
      await expectEnd(t, () => rotateSigningKey({ header, keyring }), 'key_missing', 'wrong-announcement');
      let before = await createSigningKey({ header, keyring, name });
      for (const version of [2, 3]) {
        const { signer, announcement } = await rotateSigningKey({ header, keyring });
        t.equal([signer.version, signer.verifier.name], [version, name], 'wrong-announcement');
        const text = `colloquy/v1/signing-key\n${version}\n${String(signer.verifier)}\n`;
        t.equal(announcement.slice(0, text.length + 1), `${text}\n`, 'wrong-announcement');
        const lines = announcement.slice(text.length + 1).split('\n');
        const signers = lines.slice(0, -1).map((line) => {
          const [mark, by, encoded = ''] = line.split(' ');
          return [mark, by, Buffer.from(encoded, 'base64').toString('hex', 0, 4)];
        });
        const both = [before, signer].map(({ verifier }) => [dash, name, verifier.keyId]);
        t.equal(signers, both, 'wrong-announcement');
        t.equal(followAnnouncement(before.verifier, announcement).version, version, 'announcement-refused');
        t.equal(followed(before.verifier, announcement), String(signer.verifier), 'announcement-refused');
        t.equal(await announceSigningKey({ header, keyring, version }), announcement, 'wrong-announcement');
        before = signer;
      }
      t.equal((await openSigningKey({ header, keyring })).version, 3, 'wrong-announcement');
      t.equal((await openSigningKey({ header, keyring, version: 1 })).version, 1, 'wrong-announcement');
      await expectEnd(
        t,
        () => announceSigningKey({ header, keyring, version: 1 }),
        'key_missing',
        'wrong-announcement',
      );
    },
  },
  {
    clause: 'CK-ROTATE-02',
    title: 'no other note makes anybody follow a key',
    run: async (t) => {
      const next = testKey(acme.name, 'next');
      const third = testKey(acme.name, 'third');
      const text = (version: number | string, vkey: string): string => `colloquy/v1/signing-key\n${version}\n${vkey}\n`;
      const good = noteOf(text(2, next.vkey), acme, next);
      t.equal(followed(acme.verifier, good), next.vkey, 'announcement-refused');
      const elsewhere = testKey('example.org/elsewhere', 'next');
      const bad = [
        // A checkpoint that a stranger has signed too.
        noteOf(`colloquy/v1/${someLog}\n42\n${Buffer.from(someHash).toString('base64')}\n`, acme, next),
        noteOf(text(2, next.vkey), acme),
        noteOf(text(2, next.vkey), next),
        noteOf(text(2, next.vkey), acme, third),
        noteOf(text(2, next.vkey), next, third),
        noteOf(text(2, elsewhere.vkey), acme, elsewhere),
        noteOf(text(2, witness.vkey), acme, witness),
        noteOf(text(2, acme.vkey), acme, acme),
        noteOf(text(2, acme.vkey), acme),
        noteOf(text(1, next.vkey), acme, next),
        noteOf(text(0, next.vkey), acme, next),
        noteOf(text('02', next.vkey), acme, next),
        noteOf(text(2 ** 31, next.vkey), acme, next),
        noteOf(text(2, `${next.vkey}=`), acme, next),
        noteOf(text(2, ''), acme, next),
        noteOf(`${text(2, next.vkey)}more\n`, acme, next),
        good.replace(next.vkey, third.vkey),
      ];
      for (const note of bad) {
        const end = followed(acme.verifier, note);
        t.check(/^integrity_error\/note_(?:malformed|untrusted)$/.test(end), 'stranger-followed', {
          actual: end,
          message: note,
        });
      }
    },
  },
];
