import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { tagLength } from './layout.ts';

const algorithm = 'aes-256-gcm';
/** Pinned on both sides: without it Node accepts a tag of 4 bytes, which can be guessed. */
const options = { authTagLength: tagLength };

/** AES-256-GCM (NIST SP 800-38D): writes ciphertext and tag to `out` from `at` on. */
export function gcmSeal(
  key: KeyObject,
  nonce: Uint8Array,
  associatedData: Uint8Array,
  plaintext: Uint8Array,
  out: Uint8Array,
  at: number,
): void {
  const cipher = createCipheriv(algorithm, key, nonce, options);
  cipher.setAAD(associatedData);
  out.set(cipher.update(plaintext), at);
  // GCM is a stream mode: `final` gives no bytes, it computes the tag.
  cipher.final();
  out.set(cipher.getAuthTag(), at + plaintext.byteLength);
}

/** The plaintext, or undefined when key, nonce, associated data, ciphertext and tag do not belong together. */
export function gcmOpen(
  key: KeyObject,
  nonce: Uint8Array,
  associatedData: Uint8Array,
  ciphertext: Uint8Array,
  tag: Uint8Array,
): Uint8Array | undefined {
  const decipher = createDecipheriv(algorithm, key, nonce, options);
  decipher.setAAD(associatedData);
  decipher.setAuthTag(tag);
  const plaintext = decipher.update(ciphertext);
  try {
    decipher.final();
  } catch {
    // Decrypted, and not authentic: nobody may see it.
    plaintext.fill(0);
    return undefined;
  }
  return new Uint8Array(plaintext.buffer, plaintext.byteOffset, plaintext.byteLength);
}
