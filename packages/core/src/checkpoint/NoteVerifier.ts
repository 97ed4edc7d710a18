import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { bytesEqual, concat, fromBase64, fromHex, sha256, toBase64, toHex, utf8Bytes } from '../bytes/index.ts';
import { ColloquyError } from '../errors/index.ts';
import { limits } from '../limits.ts';
import { isSafePublicKey } from './safePublicKey.ts';

/** The signature type of C2SP signed-note for Ed25519 over the text of the note. */
const ed25519 = 0x01;
const newline = 0x0a;
/** SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410). */
const spkiPrefix = Uint8Array.of(0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0);

/** Visible ASCII without the plus sign. C2SP allows more; what a person pins and compares should have one look. */
const namePattern = /^[!-*,-~]+$/;

/**
 * A pinned key that signs notes: a name and an Ed25519 public key. The two together are the identity; a key under another name is
 * another one (CK-KEY-01, -02).
 *
 * @example
 * const pinned = NoteVerifier.parse('example.org/acme+8a5c1f2e+AdFy...');
 * pinned.name; // 'example.org/acme'
 */
export class NoteVerifier {
  readonly name: string;
  /** First 4 bytes of `SHA-256(name || 0x0A || 0x01 || publicKey)`, 8 lowercase hexadecimal digits. No secret, and no proof. */
  readonly keyId: string;
  readonly #publicKey: Uint8Array;
  readonly #key: KeyObject;

  /**
   * @param name 1 to 128 characters of visible ASCII without `+`; a schema-less URL is recommended
   * @param publicKey 32 bytes (RFC 8032)
   * @throws ColloquyError `invalid_argument`, also for a public key of small order, under which anybody can sign
   */
  constructor(name: string, publicKey: Uint8Array) {
    if (!namePattern.test(name) || name.length > limits.noteKeyNameLength) {
      throw malformed(
        `The name of a key is 1 to ${limits.noteKeyNameLength} characters of visible ASCII without spaces and plus signs.`,
      );
    }
    if (!isSafePublicKey(publicKey)) {
      throw malformed('A public key is 32 bytes that a point of the curve has, and not one of small order.');
    }
    this.name = name;
    this.#publicKey = new Uint8Array(publicKey);
    this.#key = createPublicKey({
      key: Buffer.from(concat([spkiPrefix, this.#publicKey])),
      format: 'der',
      type: 'spki',
    });
    this.keyId = toHex(keyIdOf(name, this.#publicKey));
  }

  /**
   * The key that a verifier key string stands for: `name+keyId+base64(0x01 || publicKey)`, the key id as 8 lowercase hexadecimal
   * digits. {@link toString} writes it.
   *
   * @throws ColloquyError `invalid_argument` for anything but the one form (CK-KEY-03)
   */
  static parse(text: string): NoteVerifier {
    const [name = '', keyId = '', ...rest] = text.split('+');
    // The base64 may have plus signs of its own; the name has none.
    const material = fromBase64(rest.join('+'));
    if (material?.[0] === ed25519 && fromHex(keyId)?.byteLength === 4) {
      const verifier = new NoteVerifier(name, material.subarray(1));
      if (verifier.toString() === text) return verifier;
    }
    throw malformed('A verifier key is name+keyId+base64, with the key id of this name and this Ed25519 key.');
  }

  /** A copy of the 32 bytes. */
  get publicKey(): Uint8Array {
    return new Uint8Array(this.#publicKey);
  }

  /** True when the signature is this key's over these bytes (Ed25519, RFC 8032, 5.1.7). */
  verify(text: Uint8Array, signature: Uint8Array): boolean {
    return signature.byteLength === 64 && verify(null, text, this.#key, signature);
  }

  equals(other: NoteVerifier): boolean {
    return this.name === other.name && bytesEqual(this.#publicKey, other.#publicKey);
  }

  /** The verifier key string. */
  toString(): string {
    return `${this.name}+${this.keyId}+${toBase64(concat([Uint8Array.of(ed25519), this.#publicKey]))}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

function keyIdOf(name: string, publicKey: Uint8Array): Uint8Array {
  return sha256(utf8Bytes(name), Uint8Array.of(newline, ed25519), publicKey).subarray(0, 4);
}

function malformed(message: string): ColloquyError {
  return new ColloquyError('invalid_argument', message);
}
