import { openCheckpoint, parseSignedNote, type NoteVerifier } from '@colloquy/core';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { nameOf } from '../support/errors.ts';
import {
  acme,
  base64,
  checkpointText,
  dash,
  lineOf,
  noteOf,
  someHash,
  someLog,
  someText,
  testKey,
  witness,
} from '../support/notes.ts';
import { bytesOf, hexOf } from '../support/spec.ts';

/** `ok n`, or how it was refused. */
function opened(note: string | Uint8Array, keys: readonly NoteVerifier[] = [acme.verifier]): string {
  try {
    const { logId, n, hash } = openCheckpoint({ note, keys });
    return `ok ${logId} ${n} ${hash}`;
  } catch (error) {
    return nameOf(error);
  }
}

const good = `ok ${someLog} 42 ${hexOf(someHash)}`;
const malformed = 'integrity_error/note_malformed';
const untrusted = 'integrity_error/note_untrusted';

function each(t: DialogueContext, notes: readonly (string | Uint8Array)[], expected: string, reason: string): void {
  for (const note of notes) t.equal(opened(note), expected, reason, JSON.stringify(String(note)).slice(0, 200));
}

/** Names as C2SP allows them in lines of keys that nobody pins here. */
const strangers = ['x', 'caf\u00e9', '\u96ea/\u{1f984}', 'a'.repeat(400), '\u2014', 'a=b', '\u007f'];

function strange(name: string, length = 64): string {
  return `${dash} ${name} ${base64(new Uint8Array(4 + length).fill(7))}\n`;
}

export const ckNoteLaws: readonly DialogueLaw[] = [
  {
    clause: 'CK-NOTE-01',
    title: 'a text has its three lines in one form',
    run: async (t) => {
      for (const n of [1, 9, 42, 2 ** 53 - 1]) {
        const note = noteOf(checkpointText(someLog, n, someHash), acme);
        t.equal(opened(note), `ok ${someLog} ${n} ${hexOf(someHash)}`, 'checkpoint-refused');
      }
      const encoded = base64(someHash);
      const bad = [
        checkpointText(someLog, '042', someHash),
        checkpointText(someLog, '0', someHash),
        checkpointText(someLog, '-1', someHash),
        checkpointText(someLog, '+1', someHash),
        checkpointText(someLog, '4.2', someHash),
        checkpointText(someLog, '4e2', someHash),
        checkpointText(someLog, ' 42', someHash),
        checkpointText(someLog, '', someHash),
        checkpointText(someLog, String(2n ** 53n), someHash),
        checkpointText(someLog, '9'.repeat(17), someHash),
        checkpointText(someLog.toUpperCase(), 42, someHash),
        checkpointText(someLog.slice(2), 42, someHash),
        checkpointText(`${someLog}00`, 42, someHash),
        checkpointText(someLog, 42, someHash.subarray(1)),
        checkpointText(someLog, 42, new Uint8Array(33)),
        someText.replace('v1', 'v2'),
        someText.replace('colloquy', 'Colloquy'),
        someText.replace(encoded, encoded.slice(0, -1)),
        someText.replace(encoded, `${encoded.slice(0, -2)}${encoded.at(-2) === 'B' ? 'C' : 'B'}=`),
        someText.replace(encoded, encoded.replaceAll('+', '-').replaceAll('/', '_').replace('=', '')),
        `${someText}more\n`,
        `${someText}\n`,
        `\n${someText}`,
        `\ufeff${someText}`,
        someText.split('\n').slice(0, 2).join('\n') + '\n',
        `colloquy/v1/signing-key\n42\n${acme.vkey}\n`,
      ];
      each(
        t,
        bad.map((text) => noteOf(text, acme)),
        malformed,
        'other-text-accepted',
      );
    },
  },
  {
    clause: 'CK-NOTE-02',
    title: 'a note has one form',
    run: async (t) => {
      const line = lineOf(acme, someText);
      const [, , encoded = ''] = line.trimEnd().split(' ');
      for (const name of strangers) t.equal(opened(`${someText}\n${strange(name)}${line}`), good, 'note-refused', name);
      t.equal(opened(bytesOf(`${someText}\n${line}`)), good, 'note-refused', 'as bytes');
      t.equal(opened(`${someText}\n${strange('x', 1)}${line}`), good, 'note-refused', 'a signature of 1 byte');
      const space = [' ', '\t', '\u0085', '\u00a0', '\u1680', '\u2003', '\u2028', '\u2029', '\u202f', '\u3000'];
      const bad: readonly (string | Uint8Array)[] = [
        '',
        '\n',
        '\n\n',
        someText,
        `${someText}\n`,
        `${someText}${line}`,
        `${someText}\n${line}`.slice(0, -1),
        `${someText}\n${line}\n`,
        `${someText}\n${line}x\n`,
        `${someText}\n${line.replace(dash, '-')}`,
        `${someText}\n${line.replace(`${dash} `, `${dash}  `)}`,
        `${someText}\n${line.replace(`${dash} `, dash)}`,
        `${someText}\n ${line}`,
        `${someText}\n${line.replace('\n', ' \n')}`,
        `${someText}\n${line.replace('\n', '\r\n')}`,
        `${someText}\n${line}`.replaceAll('\n', '\r\n'),
        `${someText}\n${strange('x', 0)}${line}`,
        `${someText}\n${strange('')}${line}`,
        `${someText}\n${strange('a+b')}${line}`,
        `${someText}\n${strange('\u0000')}${line}`,
        `${someText}\n${strange('\u001f')}${line}`,
        `${someText}\n${strange('\ud800')}${line}`,
        `${someText}\n${line.replace('=', '')}`,
        `${someText}\n${line.replace(encoded, `${encoded}=`)}`,
        `${someText}\n${dash} x AAAAAAB=\n${line}`,
        `${someText}\n${dash} x AAAAAB==\n${line}`,
        `${someText}\n${dash} x AAAA_AAA\n${line}`,
        Buffer.concat([bytesOf(`${someText}\n${dash} `), Uint8Array.of(0xff), bytesOf(` AAAAAAAA\n${line}`)]),
        ...space.map((character) => `${someText}\n${strange(`a${character}b`)}${line}`),
      ];
      each(t, bad, malformed, 'other-form-accepted');
    },
  },
  {
    clause: 'CK-NOTE-03',
    title: 'too long, or with too many lines, it is none',
    run: async (t) => {
      const line = lineOf(acme, someText);
      const others = (count: number): string => strange('x').repeat(count);
      t.equal(opened(`${someText}\n${others(63)}${line}`), good, 'note-refused', '64 lines');
      t.equal(opened(`${someText}\n${others(64)}${line}`), malformed, 'too-many-lines-accepted', '65 lines');
      const filled = (bytes: number): string => {
        const rest = bytes - bytesOf(`${someText}\n${line}${strange('')}`).byteLength;
        return `${someText}\n${strange('y'.repeat(rest))}${line}`;
      };
      t.equal(opened(filled(131_072)), good, 'note-refused', '131 072 bytes');
      t.equal(opened(filled(131_073)), malformed, 'too-long-accepted', '131 073 bytes');
      t.equal(opened(bytesOf(filled(131_073))), malformed, 'too-long-accepted', '131 073 bytes, as bytes');
    },
  },
  {
    clause: 'CK-OPEN-01',
    title: 'lines of other keys are ignored, whatever they share with a pinned one',
    run: async (t) => {
      const line = lineOf(acme, someText);
      const sameName = testKey(acme.name, 'another seed');
      const sameId = `${dash} other.example ${line.split(' ')[2] ?? ''}`;
      for (const other of [lineOf(witness, someText), lineOf(sameName, someText), sameId, strange(acme.name)]) {
        t.equal(opened(`${someText}\n${other}${line}`), good, 'unknown-key-not-ignored', other);
        t.equal(opened(`${someText}\n${line}${other}`), good, 'unknown-key-not-ignored', other);
      }
    },
  },
  {
    clause: 'CK-OPEN-02',
    title: 'a signature of a pinned key that does not verify, or a second one, refuses the note',
    run: async (t) => {
      const both = [acme.verifier, witness.verifier];
      const other = checkpointText(someLog, 43, someHash);
      const line = lineOf(acme, someText);
      t.equal(opened(noteOf(someText, acme, witness), both), good, 'note-refused');
      for (const note of [
        `${someText}\n${lineOf(acme, other)}${lineOf(witness, someText)}`,
        `${someText}\n${lineOf(witness, someText)}${lineOf(acme, other)}`,
        `${someText}\n${dash} ${acme.name} ${base64(acme.keyId, new Uint8Array(63))}\n${lineOf(witness, someText)}`,
        `${someText}\n${line}${line}`,
      ]) {
        t.equal(opened(note, both), untrusted, 'broken-signature-accepted', note);
      }
    },
  },
  {
    clause: 'CK-OPEN-03',
    title: 'without a signature of a pinned key there is nothing to believe',
    run: async (t) => {
      t.equal(opened(noteOf(someText, witness)), untrusted, 'unsigned-accepted');
      t.equal(opened(noteOf(someText, acme), [witness.verifier, acme.verifier]), good, 'note-refused');
      t.equal(opened(noteOf(someText, acme), []), 'invalid_argument', 'no-key-accepted');
      t.equal(opened(noteOf(someText, acme), [acme.verifier, acme.verifier]), 'invalid_argument', 'key-twice-accepted');
    },
  },
  {
    clause: 'CK-OPEN-04',
    title: 'no change of a single byte is accepted',
    run: async (t) => {
      const note = Buffer.from(noteOf(someText, acme));
      t.equal(opened(note), good, 'note-refused');
      t.check(parseSignedNote(note) !== undefined, 'note-refused');
      for (let at = 0; at < note.byteLength; at++) {
        const [before, byte, after] = [note.subarray(0, at), note.subarray(at, at + 1), note.subarray(at + 1)];
        const changed = [1, 2, 4, 8, 16, 32, 64, 128, 255].map((mask) =>
          Buffer.from(byte.map((value) => value ^ mask)),
        );
        for (const bytes of [...changed, Buffer.alloc(0), Buffer.concat([byte, byte])]) {
          const end = opened(Buffer.concat([before, bytes, after]));
          t.check(end === malformed || end === untrusted, 'changed-note-accepted', {
            actual: end,
            message: `byte ${at} of ${note.byteLength} is ${bytes.toString('hex')}`,
          });
        }
      }
    },
  },
];
