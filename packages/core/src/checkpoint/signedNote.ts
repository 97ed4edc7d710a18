import { fromBase64, fromHex, concat, toBase64, toHex, utf8Length } from '../bytes/index.ts';
import { limits } from '../limits.ts';

/** One signature of a note, of whatever key. */
export interface NoteSignature {
  readonly name: string;
  /** 8 lowercase hexadecimal digits. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

/** A note in its parts. Nothing in it is to be believed before a signature of a pinned key was verified. */
export interface SignedNote {
  /** What is signed, with its final newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

const keyIdLength = 4;

/** An em dash, a name without Unicode spaces and plus signs, base64. */
const signatureLine = /^\u2014 ([^\p{White_Space}+]+) ([A-Za-z0-9+/]+={0,2})$/u;

/**
 * Reads a note in the form of C2SP signed-note; undefined when it has any other: no UTF-8, a control character, base64 that is not
 * canonical, no signature, more than `limits.noteBytes` or `limits.noteSignatures` (CK-NOTE-02, -03).
 */
export function parseSignedNote(note: string | Uint8Array): SignedNote | undefined {
  const content = textOf(note);
  if (content === undefined || hasControls(content) || !content.endsWith('\n')) return undefined;
  // The last empty line divides: the text may have some of its own, signature lines are never empty.
  const end = content.lastIndexOf('\n\n') + 1;
  if (end === 0) return undefined;
  const lines = content.slice(end + 1, -1).split('\n', limits.noteSignatures + 1);
  if (lines.length > limits.noteSignatures) return undefined;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const [, name, encoded] = signatureLine.exec(line) ?? [];
    const bytes = encoded === undefined ? undefined : fromBase64(encoded);
    if (name === undefined || bytes === undefined || bytes.byteLength <= keyIdLength) return undefined;
    signatures.push({ name, keyId: toHex(bytes.subarray(0, keyIdLength)), signature: bytes.slice(keyIdLength) });
  }
  return { text: content.slice(0, end), signatures };
}

/** The note as text. What was read comes out as it was. */
export function encodeSignedNote({ text, signatures }: SignedNote): string {
  const lines = signatures.map(({ name, keyId, signature }) => {
    return `\u2014 ${name} ${toBase64(concat([fromHex(keyId) ?? new Uint8Array(0), signature]))}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/** True when there is a control character below U+0020 other than a newline. */
function hasControls(content: string): boolean {
  for (let at = 0; at < content.length; at++) {
    const code = content.charCodeAt(at);
    if (code < 0x20 && code !== 0x0a) return true;
  }
  return false;
}

/** The characters of a note that is not too long; undefined when they are not well-formed. */
function textOf(note: string | Uint8Array): string | undefined {
  if (typeof note === 'string') {
    return note.length <= limits.noteBytes && note.isWellFormed() && utf8Length(note) <= limits.noteBytes
      ? note
      : undefined;
  }
  if (note.byteLength > limits.noteBytes) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(note);
  } catch {
    return undefined;
  }
}
