import { sha256, toBase64, toHex, utf8Bytes, concat, type Json } from '../../../src/bytes/index.ts';
import { announceKey } from '../../../src/checkpoint/announcement.ts';
import { encodeCheckpointText, type Checkpoint } from '../../../src/checkpoint/checkpointText.ts';
import { signCheckpoint } from '../../../src/checkpoint/createCheckpoint.ts';
import { noteSigner, type NoteSigner } from '../../../src/checkpoint/NoteSigner.ts';
import { signNote } from '../../../src/checkpoint/signNote.ts';
import { privateKeyOfSeed } from '../../../src/envelope/signingKeyWrap.ts';
import { material } from './material.ts';
import { logId, story } from './story.ts';

/** What must be refused, and why. `noteHex` where it is no text; with `nameLength` the name `x` stands for so many of them. */
export interface NegativeNote {
  readonly name: string;
  readonly kind: 'checkpoint' | 'announcement';
  readonly reason: 'note_malformed' | 'note_untrusted';
  readonly keys: readonly string[];
  readonly note?: string;
  readonly noteHex?: string;
  readonly nameLength?: number;
}

function signerOf(name: string, seed: string): NoteSigner {
  return noteSigner(name, privateKeyOfSeed(material(seed)));
}

const acme = signerOf('example.org/acme', 'seed/1');
const next = signerOf('example.org/acme', 'seed/2');
const witness = signerOf('witness.example/1', 'seed/3');
const odd = signerOf(`!"#$%&'()*,-./:;<=>?@[\\]^_\`{|}~`, 'seed/1');

function vkey({ verifier }: NoteSigner): string {
  return String(verifier);
}

function checkpointOf(n: number): Checkpoint {
  const entry = story()[n - 1];
  if (entry === undefined) throw new RangeError(`The story has no entry ${n}.`);
  return { logId: toHex(logId), n, hash: toHex(entry.hash) };
}

const far: Checkpoint = { logId: 'f0'.repeat(16), n: 2 ** 53 - 1, hash: toHex(sha256(utf8Bytes('far'))) };

function keyVectors(): Json {
  const signers = [
    ['seed/1', acme],
    ['seed/2', next],
    ['seed/3', witness],
    ['seed/1', odd],
  ] as const;
  return signers.map(([seed, { verifier }]) => {
    const { name, publicKey, keyId } = verifier;
    return { seed: toHex(material(seed)), name, publicKey: toHex(publicKey), keyId, verifierKey: String(verifier) };
  });
}

/** A verifier key string whose key id is right, whatever the rest is. */
function rawKey(name: string, type: number, publicKey: Uint8Array): string {
  const keyId = sha256(utf8Bytes(name), Uint8Array.of(0x0a, type), publicKey).subarray(0, 4);
  return `${name}+${toHex(keyId)}+${toBase64(concat([Uint8Array.of(type), publicKey]))}`;
}

function badKeys(): Json {
  const { publicKey } = acme.verifier;
  const low = (y: string): Uint8Array => new Uint8Array(Buffer.from(y, 'hex'));
  const cases: readonly (readonly [string, string])[] = [
    ['the key id of another key', vkey(acme).replace(/\+[0-9a-f]{8}\+/, `+${next.verifier.keyId}+`)],
    ['the key id of another name', `x${vkey(acme)}`],
    ['a space in the name', rawKey('a b', 1, publicKey)],
    ['a control character in the name', rawKey('a\u0000b', 1, publicKey)],
    ['a letter beyond ASCII in the name', rawKey('caf\u00e9', 1, publicKey)],
    ['no name', rawKey('', 1, publicKey)],
    ['a name of 129 characters', rawKey('x'.repeat(129), 1, publicKey)],
    ['another signature type', rawKey('a', 2, publicKey)],
    ['31 bytes', rawKey('a', 1, publicKey.subarray(1))],
    ['33 bytes', rawKey('a', 1, concat([publicKey, Uint8Array.of(0)]))],
    ['a newline behind', `${vkey(acme)}\n`],
    ['the identity', rawKey('a', 1, low(`01${'00'.repeat(31)}`))],
    ['order 2', rawKey('a', 1, low(`ec${'ff'.repeat(30)}7f`))],
    ['order 4', rawKey('a', 1, low('00'.repeat(32)))],
    ['order 4, the other', rawKey('a', 1, low(`${'00'.repeat(31)}80`))],
    ['order 8', rawKey('a', 1, low('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'))],
    ['order 8, another', rawKey('a', 1, low('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa'))],
    ['y is 2^255 - 19', rawKey('a', 1, low(`ed${'ff'.repeat(30)}7f`))],
  ];
  return cases.map(([name, verifierKey]) => ({ name, verifierKey }));
}

async function opened(
  checkpoint: Checkpoint,
  signers: readonly NoteSigner[],
  pinned: readonly NoteSigner[],
): Promise<Json> {
  const note = await signCheckpoint(checkpoint, signers);
  return {
    ...checkpoint,
    keys: pinned.map(vkey),
    signers: signers.filter((signer) => pinned.includes(signer)).map(vkey),
    note,
  };
}

/** A note beside one line of a key that nobody pins, as C2SP allows it. */
function withStranger(note: string, name: string, signature = 64): string {
  return note.replace('\n\n', `\n\n\u2014 ${name} ${toBase64(new Uint8Array(4 + signature).fill(7))}\n`);
}

async function checkpoints(): Promise<Json> {
  const note = await signCheckpoint(checkpointOf(4), acme);
  const beside = ['caf\u00e9/\u96ea', '\u2014', 'x'.repeat(300), acme.verifier.name];
  return [
    await opened(checkpointOf(1), [acme], [acme]),
    await opened(checkpointOf(4), [acme], [witness, acme]),
    await opened(checkpointOf(4), [acme, witness], [witness]),
    await opened(checkpointOf(4), [acme, witness], [acme, witness]),
    await opened(far, [odd], [odd]),
    ...beside.map((name) => {
      return { ...checkpointOf(4), keys: [vkey(acme)], signers: [vkey(acme)], note: withStranger(note, name) };
    }),
  ];
}

async function negatives(): Promise<readonly NegativeNote[]> {
  const note = await signCheckpoint(checkpointOf(4), acme);
  const text = encodeCheckpointText(checkpointOf(4));
  const announcement = await announceKey(acme, next, 2);
  const announced = `colloquy/v1/signing-key\n2\n${vkey(next)}\n`;
  const line = note.slice(text.length + 1);
  const refuse = (name: string, reason: NegativeNote['reason'], changed: string, keys = [acme]): NegativeNote => {
    return { name, kind: 'checkpoint', reason, keys: keys.map(vkey), note: changed };
  };
  const notAnnounced = (name: string, reason: NegativeNote['reason'], changed: string): NegativeNote => {
    return { name, kind: 'announcement', reason, keys: [vkey(acme)], note: changed };
  };
  const signedText = (changed: string): Promise<string> => signNote(changed, [acme]);
  const other = await signCheckpoint(checkpointOf(3), acme);
  return [
    refuse('no pinned key', 'note_untrusted', note, [witness]),
    refuse('the same name, another key', 'note_untrusted', note, [next]),
    refuse('the same key, another name', 'note_untrusted', note, [odd]),
    refuse('another n', 'note_untrusted', note.replace('\n4\n', '\n5\n')),
    refuse(
      'the signature of another checkpoint',
      'note_untrusted',
      `${text}\n${other.slice(other.indexOf('\n\n') + 2)}`,
    ),
    refuse(
      'a broken signature beside a good one',
      'note_untrusted',
      `${await signCheckpoint(checkpointOf(4), witness)}${other.slice(other.indexOf('\n\n') + 2)}`,
      [acme, witness],
    ),
    refuse('twice the same signature', 'note_untrusted', `${note}${line}`),
    refuse('nothing', 'note_malformed', ''),
    refuse('a text alone', 'note_malformed', text),
    refuse('no empty line', 'note_malformed', `${text}${line}`),
    refuse('no last newline', 'note_malformed', note.slice(0, -1)),
    refuse('a line more', 'note_malformed', `${note}\n`),
    refuse('carriage returns', 'note_malformed', note.replaceAll('\n', '\r\n')),
    refuse('a hyphen for the dash', 'note_malformed', note.replace('\u2014', '-')),
    refuse('two spaces', 'note_malformed', note.replace('\u2014 ', '\u2014  ')),
    refuse('a tab in a name', 'note_malformed', withStranger(note, 'a\tb')),
    refuse('a Unicode space in a name', 'note_malformed', withStranger(note, 'a\u00a0b')),
    refuse('a line separator in a name', 'note_malformed', withStranger(note, 'a\u2028b')),
    refuse('a plus sign in a name', 'note_malformed', withStranger(note, 'a+b')),
    refuse('a NUL in a name', 'note_malformed', withStranger(note, 'a\u0000b')),
    refuse('a key id without a signature', 'note_malformed', withStranger(note, 'x', 0)),
    refuse('base64 without padding', 'note_malformed', note.replace(/=\n$/, '\n')),
    refuse('trailing bits', 'note_malformed', note.replace('\n\n', '\n\n\u2014 x AAAAAAB=\n')),
    refuse('65 lines', 'note_malformed', `${note}${line.repeat(64)}`),
    { ...refuse('more than 131 072 bytes', 'note_malformed', withStranger(note, 'x')), nameLength: 131_072 },
    {
      ...refuse('no UTF-8', 'note_malformed', ''),
      noteHex: toHex(concat([utf8Bytes(note), Uint8Array.of(0xff, 0x0a)])),
    },
    refuse('signed: a leading zero', 'note_malformed', await signedText(text.replace('\n4\n', '\n04\n'))),
    refuse('signed: n = 0', 'note_malformed', await signedText(text.replace('\n4\n', '\n0\n'))),
    refuse('signed: n = 2^53', 'note_malformed', await signedText(text.replace('\n4\n', '\n9007199254740992\n'))),
    refuse(
      'signed: a logId in capitals',
      'note_malformed',
      await signedText(text.replace(toHex(logId), toHex(logId).toUpperCase())),
    ),
    refuse('signed: a fourth line', 'note_malformed', await signedText(`${text}more\n`)),
    refuse('signed: an announcement', 'note_malformed', announcement),
    notAnnounced(
      'a checkpoint that both have signed',
      'note_malformed',
      await signCheckpoint(checkpointOf(4), [acme, next]),
    ),
    notAnnounced('without the new key', 'note_untrusted', await signNote(announced, [acme])),
    notAnnounced('without the old key', 'note_untrusted', await signNote(announced, [next])),
    notAnnounced('another key than was signed', 'note_untrusted', announcement.replace(vkey(next), vkey(witness))),
    notAnnounced(
      'a key of another name',
      'note_untrusted',
      await signNote(announced.replace(vkey(next), vkey(witness)), [acme, witness]),
    ),
    notAnnounced('itself', 'note_untrusted', await signNote(announced.replace(vkey(next), vkey(acme)), [acme])),
    notAnnounced('version 1', 'note_malformed', await signNote(announced.replace('\n2\n', '\n1\n'), [acme, next])),
  ];
}

/** Notes against the log of `log.json`, or the first `take` entries of it; `time`: another time in the header of that entry. */
async function comparisons(): Promise<Json> {
  const all = story().length;
  const noteAt = async (n: number, change: Partial<Checkpoint> = {}): Promise<string> =>
    signCheckpoint({ ...checkpointOf(n), ...change }, acme);
  const compare = (
    name: string,
    note: string,
    told: readonly string[],
    log: { take?: number; time?: number } = {},
  ): Json => {
    return { name, keys: [vkey(acme)], note, take: all, ...log, told };
  };
  return [
    compare('the note of the last entry', await noteAt(all), []),
    compare('the note of an earlier entry', await noteAt(2), []),
    compare('the note of the first entry', await noteAt(1), []),
    compare('cut', await noteAt(all), [`note_truncated ${all}`], { take: all - 1 }),
    compare('nothing left', await noteAt(2), ['note_truncated 2'], { take: 0 }),
    compare('another log', await noteAt(2, { logId: '00'.repeat(16) }), ['note_other_log 1']),
    compare('another log, and longer', await noteAt(all, { logId: '00'.repeat(16), n: all + 1 }), ['note_other_log 1']),
    compare('another entry', await noteAt(2, { hash: 'ab'.repeat(32) }), ['note_rewritten 2']),
    compare('changed before the note', await noteAt(all), ['note_unlinked 3'], { time: 2 }),
    compare('changed after the note', await noteAt(1), ['note_unlinked 4'], { time: 3 }),
    compare('changed at the note', await noteAt(2), ['note_rewritten 2', 'note_unlinked 3'], { time: 2 }),
  ];
}

export async function noteVectors(): Promise<Json> {
  return {
    keys: keyVectors(),
    notKeys: badKeys(),
    checkpoints: await checkpoints(),
    announcements: [
      { pinned: vkey(acme), version: 2, verifierKey: vkey(next), note: await announceKey(acme, next, 2) },
      { pinned: vkey(next), version: 3, verifierKey: vkey(acme), note: await announceKey(next, acme, 3) },
    ],
    refused: (await negatives()) as unknown as Json,
    logs: await comparisons(),
  };
}
